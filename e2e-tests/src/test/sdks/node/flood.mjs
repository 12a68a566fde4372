// Eight messages, one after the other; prints the status of each answer, 0 where the SDK did not send.
import * as Sentry from "@sentry/node";

Sentry.init({ dsn: process.env.SENTRY_DSN });

const statuses = [];
Sentry.getClient().on("afterSendEvent", (event, response) => statuses.push(response?.statusCode ?? 0));
for (let i = 1; i <= 8; i++) {
  Sentry.captureMessage(`message ${i} of a flood`);
  await Sentry.flush(10_000);
}
console.log(JSON.stringify(statuses));
