/* What every application on liblinphone does for intercom and the console one leaves out: it answers a call whose caller
 * asks for that (`Call-Info: ...;answer-after=`), as the library itself has read it. Preloaded into linphonec. */
#define _GNU_SOURCE
#include <dlfcn.h>

struct list {
    struct list *next;
    struct list *prev;
    void *data;
};

enum { INCOMING_RECEIVED = 1 };

const struct list *linphone_core_get_calls(void *core);
int linphone_call_get_state(const void *call);
unsigned char linphone_call_asked_to_autoanswer(void *call);
int linphone_call_accept(void *call);

void linphone_core_iterate(void *core)
{
    void (*iterate)(void *) = (void (*)(void *))dlsym(RTLD_NEXT, "linphone_core_iterate");
    iterate(core);
    for (const struct list *each = linphone_core_get_calls(core); each != 0; each = each->next) {
        if (linphone_call_get_state(each->data) != INCOMING_RECEIVED) continue;
        if (linphone_call_asked_to_autoanswer(each->data)) linphone_call_accept(each->data);
        return;
    }
}
