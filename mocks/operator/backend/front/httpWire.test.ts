import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { httpWire } from './httpWire.ts';

test('a party that changes the protocol has not answered', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {}).resume();
    socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const wire = httpWire(() => `http://127.0.0.1:${port}`, 500);
  const asked = wire.fetch(new Request('http://boss.invalid/boss/v1/orders'));
  await expect(asked).rejects.toThrow('changed the protocol');
  wire.close();
  await new Promise((resolve) => server.close(resolve));
});
