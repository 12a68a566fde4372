// One exception with a cause and everything that surrounds it; prints the event's id.
import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN, release: "shop@1.0.0", environment: "e2e" });

function readStock() {
  throw new TypeError("stock of 4711 is not a number");
}

function checkout() {
  try {
    readStock();
  } catch (cause) {
    throw new Error("checkout failed", { cause });
  }
}

Sentry.setUser({ id: "ada", email: "ada@example.org" });
Sentry.setTag("region", "eu-west");
Sentry.addBreadcrumb({ category: "cart", message: "opened the cart", level: "info" });
try {
  checkout();
} catch (error) {
  const id = Sentry.captureException(error);
  await Sentry.flush(10_000);
  console.log(id);
}
