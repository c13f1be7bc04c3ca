/*
 * A fax machine of spandsp's on a UDP port: it draws, sends, receives and compares pages. See fax.ts.
 *
 *   fax draw PAGE.tif
 *   fax same A.tif B.tif
 *   fax sound|g722|t38 send|receive PAGE.tif
 *
 * The last one prints "port N", reads lines "sound|g722|t38 PAYLOAD-TYPE IP PORT" from its standard input (the first one
 * starts it; a later one changes the form or the target), and ends with "result CODE pages N rate BITS".
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <tiffio.h>
#include <unistd.h>

#define SPANDSP_EXPOSE_INTERNAL_STRUCTURES
#include <spandsp.h>

enum { WIDTH = 1728, ROWS = 150, FRAME = 160, FRAMES_BEHIND = 25, GIVE_UP_FRAMES = 50 * 60 };

enum form { NOTHING, SOUND, G722, T38 };

static int sock;
static struct sockaddr_in target;
static enum form form = NOTHING;
static int payload_type;
static int ended = -1;
static int frames_behind;
static t30_stats_t stats;

static t30_state_t *t30;
static fax_state_t *fax;
static t38_terminal_state_t *terminal;
static t38_core_state_t *core;

static uint16_t udptl_sequence;
static uint8_t last_ifp[256];
static int last_ifp_length;

static void die(const char *what)
{
    perror(what);
    exit(1);
}

/* A page that no two rows of are alike, and that reads as nothing: bars whose width follows a small generator. */
static int draw(const char *path)
{
    TIFF *tiff = TIFFOpen(path, "w");
    if (tiff == NULL)
        return 1;
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, WIDTH);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, ROWS);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, ROWS);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITT_T6);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    TIFFSetField(tiff, TIFFTAG_FILLORDER, FILLORDER_LSB2MSB);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, (float) (204.0 / 2.54));
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, (float) (98.0 / 2.54));
    uint32_t seed = 4711;
    uint8_t row[WIDTH / 8];
    for (int y = 0; y < ROWS; y++)
    {
        int black = 0;
        memset(row, 0, sizeof row);
        for (int x = 0; x < WIDTH; black = !black)
        {
            seed = seed * 1664525 + 1013904223;
            int width = 16 + (seed >> 24);
            for (; width > 0 && x < WIDTH; width--, x++)
                if (black)
                    row[x / 8] |= 0x80 >> (x % 8);
        }
        if (TIFFWriteScanline(tiff, row, y, 0) != 1)
            return 1;
    }
    TIFFClose(tiff);
    return 0;
}

static int same(const char *one, const char *other)
{
    TIFF *a = TIFFOpen(one, "r");
    TIFF *b = TIFFOpen(other, "r");
    if (a == NULL || b == NULL)
        return 1;
    uint32_t width[2] = {0, 0}, rows[2] = {0, 0};
    TIFFGetField(a, TIFFTAG_IMAGEWIDTH, &width[0]);
    TIFFGetField(b, TIFFTAG_IMAGEWIDTH, &width[1]);
    TIFFGetField(a, TIFFTAG_IMAGELENGTH, &rows[0]);
    TIFFGetField(b, TIFFTAG_IMAGELENGTH, &rows[1]);
    uint32_t unlike = 0;
    uint8_t row[2][WIDTH / 8];
    if (width[0] != WIDTH || width[1] != WIDTH || rows[0] != rows[1])
    {
        printf("unlike: %u x %u and %u x %u\n", width[0], rows[0], width[1], rows[1]);
        return 1;
    }
    for (uint32_t y = 0; y < rows[0]; y++)
        if (TIFFReadScanline(a, row[0], y, 0) != 1 || TIFFReadScanline(b, row[1], y, 0) != 1 ||
            memcmp(row[0], row[1], WIDTH / 8) != 0)
            unlike++;
    TIFFClose(a);
    TIFFClose(b);
    printf("rows %u unlike %u\n", rows[0], unlike);
    return unlike == 0 ? 0 : 1;
}

static void on_end(t30_state_t *s, void *user, int code)
{
    (void) user;
    ended = code;
    t30_get_transfer_statistics(s, &stats);
}

static void post(const uint8_t *octets, int length)
{
    sendto(sock, octets, length, 0, (struct sockaddr *) &target, sizeof target);
}

/* T.38 §9.1: a sequence number, the packet as an open type, and the one before it once more. */
static int on_ifp(t38_core_state_t *s, void *user, const uint8_t *ifp, int length, int count)
{
    (void) s;
    (void) user;
    uint8_t datagram[600];
    int at = 0;
    if (length > 255)
        return -1;
    datagram[at++] = udptl_sequence >> 8;
    datagram[at++] = udptl_sequence & 0xff;
    if (length > 127)
        datagram[at++] = 0x80;
    datagram[at++] = length & 0xff;
    memcpy(&datagram[at], ifp, length);
    at += length;
    datagram[at++] = 0x00;
    datagram[at++] = udptl_sequence == 0 ? 0 : 1;
    if (udptl_sequence > 0)
    {
        if (last_ifp_length > 127)
            datagram[at++] = 0x80;
        datagram[at++] = last_ifp_length & 0xff;
        memcpy(&datagram[at], last_ifp, last_ifp_length);
        at += last_ifp_length;
    }
    for (; count > 0; count--)
        post(datagram, at);
    memcpy(last_ifp, ifp, length);
    last_ifp_length = length;
    udptl_sequence++;
    return 0;
}

static void take_datagram(const uint8_t *datagram, int length)
{
    if (length < 4)
        return;
    int at = 2;
    int ifp = datagram[at++];
    if (ifp & 0x80)
        ifp = (ifp & 0x3f) << 8 | datagram[at++];
    if (at + ifp <= length)
        t38_core_rx_ifp_packet(core, &datagram[at], ifp, datagram[0] << 8 | datagram[1]);
}

static void take_sound(const uint8_t *packet, int length, g722_decode_state_t *g722)
{
    int16_t pcm[FRAME * 4];
    int samples = 0;
    if (length <= 12 || length > 12 + FRAME * 2 || packet[0] != 0x80)
        return;
    int type = packet[1] & 0x7f;
    length -= 12;
    if (type == 9)
        samples = g722_decode(g722, pcm, packet + 12, length);
    else
        for (; samples < length; samples++)
            pcm[samples] = type == 8 ? alaw_to_linear(packet[12 + samples]) : ulaw_to_linear(packet[12 + samples]);
    fax_rx(fax, pcm, samples);
}

static void say(g722_encode_state_t *g722)
{
    static uint16_t sequence;
    static uint32_t timestamp;
    int16_t pcm[FRAME];
    uint8_t packet[12 + FRAME] = {0x80, payload_type, sequence >> 8, sequence & 0xff, timestamp >> 24, timestamp >> 16,
                                  timestamp >> 8, timestamp & 0xff, 0xfa, 0x0f, 0xa0, 0x0f};
    int samples = fax_tx(fax, pcm, FRAME);
    memset(&pcm[samples], 0, sizeof(int16_t) * (FRAME - samples));
    if (form == G722)
        g722_encode(g722, packet + 12, pcm, FRAME);
    else
        for (int at = 0; at < FRAME; at++)
            packet[12 + at] = payload_type == 8 ? linear_to_alaw(pcm[at]) : linear_to_ulaw(pcm[at]);
    post(packet, sizeof packet);
    sequence++;
    timestamp += FRAME;
}

static enum form form_of(const char *name)
{
    return strcmp(name, "t38") == 0 ? T38 : strcmp(name, "g722") == 0 ? G722 : SOUND;
}

static void take_order(void)
{
    char name[16], ip[64];
    int port;
    if (scanf("%15s %d %63s %d", name, &payload_type, ip, &port) != 4)
        exit(2);
    form = form_of(name);
    target.sin_family = AF_INET;
    target.sin_port = htons(port);
    inet_pton(AF_INET, ip, &target.sin_addr);
}

static int run(const char *kind, int sends, const char *page)
{
    struct sockaddr_in here = {.sin_family = AF_INET};
    socklen_t size = sizeof here;
    inet_pton(AF_INET, "127.0.0.1", &here.sin_addr);
    sock = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (sock < 0 || bind(sock, (struct sockaddr *) &here, sizeof here) != 0)
        die("bind");
    getsockname(sock, (struct sockaddr *) &here, &size);
    if (form_of(kind) == T38)
    {
        terminal = t38_terminal_init(NULL, sends, on_ifp, NULL);
        core = t38_terminal_get_t38_core_state(terminal);
        t38_set_t38_version(core, 0);
        t30 = t38_terminal_get_t30_state(terminal);
    }
    else
    {
        fax = fax_init(NULL, sends);
        fax_set_transmit_on_idle(fax, 1);
        t30 = fax_get_t30_state(fax);
    }
    t30_set_tx_ident(t30, sends ? "101" : "102");
    t30_set_supported_modems(t30, T30_SUPPORT_V27TER | T30_SUPPORT_V29 | T30_SUPPORT_V17);
    t30_set_supported_compressions(t30, T30_SUPPORT_T4_1D_COMPRESSION | T30_SUPPORT_T4_2D_COMPRESSION | T30_SUPPORT_T6_COMPRESSION);
    t30_set_ecm_capability(t30, 1);
    t30_set_phase_e_handler(t30, on_end, NULL);
    if (sends)
        t30_set_tx_file(t30, page, -1, -1);
    else
        t30_set_rx_file(t30, page, -1);
    g722_encode_state_t *encoder = g722_encode_init(NULL, 64000, G722_SAMPLE_RATE_8000);
    g722_decode_state_t *decoder = g722_decode_init(NULL, 64000, G722_SAMPLE_RATE_8000);
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    struct itimerspec beat = {{0, 20000000}, {0, 20000000}};
    timerfd_settime(timer, 0, &beat, NULL);
    printf("port %d\n", ntohs(here.sin_port));
    fflush(stdout);
    struct pollfd polled[3] = {{sock, POLLIN, 0}, {timer, POLLIN, 0}, {0, POLLIN, 0}};
    for (int frames = 0; frames_behind < FRAMES_BEHIND && frames < GIVE_UP_FRAMES;)
    {
        uint8_t packet[2048];
        ssize_t length;
        poll(polled, 3, -1);
        if (polled[2].revents & POLLHUP)
            polled[2].fd = -1;
        else if (polled[2].revents & POLLIN)
            take_order();
        while ((length = recv(sock, packet, sizeof packet, 0)) > 0)
            if (terminal != NULL)
                take_datagram(packet, length);
            else
                take_sound(packet, length, decoder);
        uint64_t due = 0;
        if (read(timer, &due, sizeof due) != sizeof due || form == NOTHING)
            continue;
        for (; due > 0; due--, frames++)
        {
            if (terminal != NULL)
                t38_terminal_send_timeout(terminal, FRAME);
            else
                say(encoder);
            if (ended >= 0)
                frames_behind++;
        }
    }
    printf("result %d pages %d rate %d\n", ended, sends ? stats.pages_tx : stats.pages_rx, stats.bit_rate);
    if (terminal != NULL)
        t38_terminal_free(terminal);
    else
        fax_free(fax);
    return ended == 0 ? 0 : 1;
}

int main(int argc, char *argv[])
{
    setvbuf(stdin, NULL, _IONBF, 0);
    if (argc == 3 && strcmp(argv[1], "draw") == 0)
        return draw(argv[2]);
    if (argc == 4 && strcmp(argv[1], "same") == 0)
        return same(argv[2], argv[3]);
    if (argc == 4)
        return run(argv[1], strcmp(argv[2], "send") == 0, argv[3]);
    return 2;
}
