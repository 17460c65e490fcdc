import { createServer } from "node:net";
import { expect, it } from "vitest";
import { freePort } from "./ports";
import { isLocal, requirePort } from "./web";

it.each(["127.0.0.1", "::"])("says what to do when the port is taken on %s", async (address) => {
  const port = await freePort();
  await expect(requirePort(port)).resolves.toBeUndefined();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, address, resolve));
  await expect(requirePort(port)).rejects.toThrow(
    `Port ${port} is taken by another program: stop that one, or choose another port: PORT=${port + 1} npm start`,
  );
  await new Promise((resolve) => other.close(resolve));
});

it.each([
  ["localhost", true],
  ["localhost:3000", true],
  ["localhost.example.com", false],
  ["localhost-crm.example.com:3000", false],
  ["example.com", false],
])("knows who can reach %s", (host, local) => {
  expect(isLocal(host)).toBe(local);
});
