/** For the FTP tests: a connection to a server that can be cut at chosen moments. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Cut {
  /** A command that is not delivered: the connection ends instead. */
  readonly before?: RegExp;
  /** A command whose answer is not delivered. */
  readonly answerOf?: RegExp;
  /** After this number of bytes of an upload every connection ends. */
  readonly afterBytes?: number;
  /** The same for a download. */
  readonly afterBytesDown?: number;
}

export interface CutWire {
  readonly port: number;
  /** The next connections are cut like this, one each. Later connections are not cut. */
  cuts: Cut[];
  readonly commands: string[];
  close(): void;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}

export async function cutWire(target: number): Promise<CutWire> {
  const servers = new Set<Server>();
  const sockets = new Set<Socket>();
  const watch = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };

  async function dataPort(realPort: number, cut: Cut): Promise<number> {
    const server = createServer((near) => {
      const far = watch(connect(realPort, '127.0.0.1'));
      let left = cut.afterBytes ?? Number.POSITIVE_INFINITY;
      watch(near).on('data', (data) => {
        far.write(data.subarray(0, Math.min(left, data.length)));
        left -= data.length;
        if (left > 0) return;
        wire.cuts.shift();
        endAll();
      });
      near.on('end', () => far.end());
      let leftDown = cut.afterBytesDown ?? Number.POSITIVE_INFINITY;
      far.on('data', (data) => {
        const passing = data.subarray(0, Math.min(leftDown, data.length));
        leftDown -= data.length;
        if (leftDown > 0) return void near.write(passing);
        wire.cuts.shift();
        near.end(passing, endAll);
      });
      far.on('end', () => near.end());
      server.close();
    });
    servers.add(server);
    return listening(server);
  }

  const control = createServer((near) => {
    const far = watch(connect(target, '127.0.0.1'));
    const cut = wire.cuts[0] ?? {};
    let isMute = false;
    watch(near).on('data', (data) => {
      const command = String(data).trim();
      wire.commands.push(command);
      isMute ||= cut.answerOf?.test(command) ?? false;
      if (cut.before?.test(command)) {
        wire.cuts.shift();
        endAll();
      } else far.write(data);
    });
    far.on('data', async (data) => {
      const extended = /\|\|\|(\d+)\|/.exec(String(data));
      if (isMute) {
        wire.cuts.shift();
        endAll();
      } else if (extended) {
        const port = await dataPort(Number(extended[1]), cut);
        near.write(String(data).replace(extended[1]!, String(port)));
      } else near.write(data);
    });
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  servers.add(control);
  const wire: CutWire = {
    port: await listening(control),
    cuts: [],
    commands: [],
    close() {
      endAll();
      for (const server of servers) server.close();
    },
  };
  return wire;
}
