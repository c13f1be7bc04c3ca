/**
 * Two certificates and their keys, for tests alone: `openssl ecparam -genkey -name prime256v1`, `openssl req -x509`.
 *
 * @module
 */
interface Certified {
  readonly certPem: string;
  readonly keyPem: string;
}

export const BOX: Certified = {
  certPem: `-----BEGIN CERTIFICATE-----
MIIBcjCCARmgAwIBAgIUcrj73+w+msWy+nmddl9xxQxv0hMwCgYIKoZIzj0EAwIw
DjEMMAoGA1UEAwwDYm94MCAXDTI2MTEyMTE3NTkwMloYDzIxMjYxMDI4MTc1OTAy
WjAOMQwwCgYDVQQDDANib3gwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASct+hn
Wwj1wOtMUDqanBfWragn+gw2LM+G2PKNzItp7uuzaGWEWKPQlA0XpY9zjibfJqGC
AXORd+cWBi+c6xigo1MwUTAdBgNVHQ4EFgQU2RXVyTKcCV6drAJ8wljqdx9s+5sw
HwYDVR0jBBgwFoAU2RXVyTKcCV6drAJ8wljqdx9s+5swDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNHADBEAiBavVWUdDHhpTgRms4sSFzeY+kTe8wB0J2l9Lme
gooT3QIgWCVuNl/pzq7PW7OJqPXONqD9lEuWXOyM3hIwkggt4TM=
-----END CERTIFICATE-----`,
  keyPem: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/AVQXHiiR+3X8dda
FqqXWHlDj6/71pqjcrd/ElNR+FGhRANCAASct+hnWwj1wOtMUDqanBfWragn+gw2
LM+G2PKNzItp7uuzaGWEWKPQlA0XpY9zjibfJqGCAXORd+cWBi+c6xig
-----END PRIVATE KEY-----`,
};

export const ANA: Certified = {
  certPem: `-----BEGIN CERTIFICATE-----
MIIBdDCCARmgAwIBAgIUEKA3b1ZSGOasBvpMoQ3TE7jxdDAwCgYIKoZIzj0EAwIw
DjEMMAoGA1UEAwwDYW5hMCAXDTI2MTEyMTE3NTkwMloYDzIxMjYxMDI4MTc1OTAy
WjAOMQwwCgYDVQQDDANhbmEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQolHdR
C8/O8T4+V/eT5sBTN8yIw+gTizL+arJSiPrlpKelqTLjknudqLNrFcR7VuJ2Pta1
FnGg1N1iGrwpAX6go1MwUTAdBgNVHQ4EFgQUzTgdYpkkq8oVp4r01cRZxxQ2lg8w
HwYDVR0jBBgwFoAUzTgdYpkkq8oVp4r01cRZxxQ2lg8wDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNJADBGAiEArlHP5ZUrbn/iC8OOnHjAX6InPvEhEGlm8sRe
Wo1Nar8CIQDgDOPnFi29xEReA9ucmloBiJm0NsvpId6BrfYNUBxbtQ==
-----END CERTIFICATE-----`,
  keyPem: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmaPr1U3XyN1TqN0+
o0pmfxpYokE8rUdYyUfjehg+vEChRANCAAQolHdRC8/O8T4+V/eT5sBTN8yIw+gT
izL+arJSiPrlpKelqTLjknudqLNrFcR7VuJ2Pta1FnGg1N1iGrwpAX6g
-----END PRIVATE KEY-----`,
};
