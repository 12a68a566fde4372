"""Eight messages, one after the other; prints how many requests the SDK sent."""

import os

import sentry_sdk
from sentry_sdk.transport import HttpTransport

requests = 0


class CountingTransport(HttpTransport):
    def _send_request(self, *args, **kwargs):
        global requests
        requests += 1
        return super()._send_request(*args, **kwargs)


sentry_sdk.init(
    dsn=os.environ["SENTRY_DSN"],
    transport=CountingTransport,
    auto_session_tracking=False,
    send_client_reports=False,
)
for i in range(1, 9):
    sentry_sdk.capture_message(f"message {i} of a flood")
    sentry_sdk.flush(10)
print(requests)
