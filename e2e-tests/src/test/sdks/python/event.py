"""One exception with a cause and everything that surrounds it; prints the event's id."""

import os

import sentry_sdk

sentry_sdk.init(dsn=os.environ["SENTRY_DSN"], release="shop@1.0.0", environment="e2e")


def read_stock():
    raise TypeError("stock of 4711 is not a number")


def checkout():
    try:
        read_stock()
    except TypeError as cause:
        raise RuntimeError("checkout failed") from cause


sentry_sdk.set_user({"id": "ada", "email": "ada@example.org"})
sentry_sdk.set_tag("region", "eu-west")
sentry_sdk.add_breadcrumb(category="cart", message="opened the cart", level="info")
try:
    checkout()
except RuntimeError as error:
    event_id = sentry_sdk.capture_exception(error)
    sentry_sdk.flush(10)
    print(event_id)
