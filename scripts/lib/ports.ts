import { createServer } from "node:net";

function tryPort(port: number, host?: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const got = address !== null && typeof address === "object" ? address.port : port;
      server.close(() => resolve(got));
    });
  });
}

/** True when nothing listens on the port, on any address of this machine. */
export async function isFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== null && (await tryPort(port, "127.0.0.1")) !== null;
}

/** The wanted port of 127.0.0.1 when it is free, else any free one. */
export async function freePort(wanted?: number): Promise<number> {
  const port = (wanted && (await tryPort(wanted, "127.0.0.1"))) || (await tryPort(0, "127.0.0.1"));
  if (!port) throw new Error("No free port on 127.0.0.1.");
  return port;
}
