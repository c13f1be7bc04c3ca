"""Another's resolver (python3-zeroconf): what the networks of this machine say of a host or a web service. One JSON line."""
import json
import sys
import time

import zeroconf


class Addresses(zeroconf.RecordUpdateListener):
    """Hears the addresses of one host."""

    def __init__(self, host):
        self.host = host
        self.found = set()

    def async_update_records(self, zc, now, records):
        for record in (each.new for each in records):
            if isinstance(record, zeroconf.DNSAddress) and record.name.lower() == self.host:
                self.found.add(".".join(map(str, record.address)))


def addresses_of(own, host):
    ear = Addresses(host)
    own.add_listener(ear, None)
    question = zeroconf.DNSOutgoing(0x0000)
    question.add_question(zeroconf.DNSQuestion(host, 1, 1))
    for _ in range(20):
        own.send(question)
        time.sleep(0.25)
        if ear.found:
            break
    return sorted(ear.found)


def service_at(own, kind, name):
    info = own.get_service_info(kind, name, 5000)
    return info and {"server": info.server, "port": info.port, "at": info.parsed_addresses()}


resolver = zeroconf.Zeroconf(interfaces=zeroconf.InterfaceChoice.All, ip_version=zeroconf.IPVersion.V4Only)
try:
    said = addresses_of(resolver, sys.argv[2]) if sys.argv[1] == "host" else service_at(resolver, *sys.argv[1:3])
finally:
    resolver.close()
print(json.dumps(said))
