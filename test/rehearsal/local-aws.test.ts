import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { startLocalAws } from '../../lib/rehearsal/local-aws/local-aws';
import { localSession } from '../../lib/rehearsal/local-aws/local-session';

const system = '/usr/bin:/bin';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-aws-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a local AWS', () => {
  it('answers at its endpoint until it is stopped, and leaves no process', async () => {
    const local = await startLocalAws();
    expect((await fetch(`${local.endpoint}/moto-api/`)).ok).toBe(true);
    expect(isAlive(local.pid)).toBe(true);
    await local.stop();
    expect(isAlive(local.pid)).toBe(false);
    await expect(local.stop()).resolves.toBeUndefined();
  });

  it('gives the same ids, whether or not it was asked for all its services while it started', async () => {
    const started = await Promise.all([startLocalAws(), startLocalAws({ awake: true })]);
    const account = '111122223333';
    const networks = started.map(async (local) => {
      const session = await localSession(local, { account, region: 'eu-west-1', role: 'Admin' });
      const { Vpc } = await session.client(EC2Client).send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
      return Vpc?.VpcId;
    });
    const [asleep, awake] = await Promise.all(networks);
    expect(awake).toMatch(/^vpc-/);
    expect(awake).toBe(asleep);
    await Promise.all(started.map((local) => local.stop()));
  });

  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('ends when its owner is ended by %s', async (signal) => {
    const path = install({ moto_server: server() });
    const owner = spawn(process.execPath, ['-r', 'ts-node/register', '-e', ownerProgram(path)], {
      cwd: join(__dirname, '../..'),
    });
    const [printed] = await once(owner.stdout, 'data');
    const pid = Number(printed);
    expect(isAlive(pid)).toBe(true);
    owner.kill(signal);
    await once(owner, 'exit');
    await eventually(() => !isAlive(pid));
  });

  it('lets a program end that forgot to stop it', async () => {
    const path = install({ moto_server: server() });
    const program = ownerProgram(path).replace('setInterval(() => {}, 1000);', '');
    const owner = spawn(process.execPath, ['-r', 'ts-node/register', '-e', program], { cwd: join(__dirname, '../..') });
    const [printed] = await once(owner.stdout, 'data');
    expect(await once(owner, 'exit')).toEqual([0, null]);
    await eventually(() => !isAlive(Number(printed)));
  });
});

describe('where no moto_server runs', () => {
  const shim = '#!/bin/sh\necho "moto_server: command exists in these Python versions: 3.12" >&2\nexit 127\n';

  it('makes a virtual environment, once, and says so', async () => {
    const path = install({ moto_server: shim, python3: fakePython(server()) });
    const cache = join(folder, 'cache');
    const said: string[] = [];
    const first = await startLocalAws({ path, cache, onProgress: (message) => said.push(message) });
    await first.stop();
    const second = await startLocalAws({ path, cache, onProgress: (message) => said.push(message) });
    await second.stop();
    expect(said.filter((message) => message.startsWith('installing moto'))).toEqual([
      `installing moto 5.2.1 into ${cache}/moto-5.2.1 (once)`,
    ]);
  });

  it('makes one for two who ask at the same time', async () => {
    const path = install({ moto_server: shim, python3: fakePython(server()) });
    const cache = join(folder, 'cache');
    const both = await Promise.all([startLocalAws({ path, cache }), startLocalAws({ path, cache })]);
    await Promise.all(both.map((local) => local.stop()));
    expect(readdirSync(cache)).toEqual(['moto-5.2.1']);
  });

  it('says what to install and why each way failed', async () => {
    await expect(startLocalAws({ path: '', cache: join(folder, 'cache') })).rejects.toThrow(
      new RegExp(
        [
          "python3 -m pip install 'moto\\[server\\]==5\\.2\\.1'",
          'moto_server on PATH: there is none',
          'there is no python3 on PATH',
        ].join('[\\s\\S]*'),
      ),
    );
  });

  it('repeats what the shim and pip said, and leaves no half environment', async () => {
    const path = install({ moto_server: shim, python3: fakePython(undefined) });
    const cache = join(folder, 'cache');
    await expect(startLocalAws({ path, cache })).rejects.toThrow(
      /ended with 127 before it answered; it said: moto_server: command exists in these[\s\S]*-m pip install[\s\S]*no matching distribution/,
    );
    expect(readdirSync(cache)).toEqual([]);
  });

  it.each([false, true])('gives up on a server that never answers (asked to be awake: %s)', async (awake) => {
    const silent = '#!/bin/sh\necho "thinking" >&2\nexec sleep 60\n';
    const path = install({ moto_server: silent, python3: fakePython(undefined) });
    const options = { path, cache: join(folder, 'cache'), readyWithinMilliseconds: 300, awake };
    await expect(startLocalAws(options)).rejects.toThrow(/moto-api\/ did not answer within 300 ms; it said: thinking/);
  });
});

/** A folder of executables, before the system's own. */
function install(executables: Readonly<Record<string, string>>): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(executables)) {
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  return `${bin}:${system}`;
}

/** Answers 200 to everything at the port after `-p`. */
function server(): string {
  const program =
    "require('node:http').createServer((_, answer) => answer.end()).listen(Number(process.argv.at(-1)), '127.0.0.1')";
  return `#!/bin/sh\nfor port; do :; done\nexec '${process.execPath}' -e "${program}" -- "$port"\n`;
}

/** `python3 -m venv FOLDER`, whose python installs `serves`; where there is none, whose pip fails. */
function fakePython(serves: string | undefined): string {
  const pip = serves ? 'exit 0' : 'echo "no matching distribution" >&2; exit 1';
  const python = `#!/bin/sh\nif [ "$2" = pip ]; then ${pip}; fi\n${(serves ?? '').replace('#!/bin/sh\n', '')}`;
  return `#!/bin/sh\nmkdir -p "$3/bin"\ncat > "$3/bin/python" <<'PYTHON'\n${python}\nPYTHON\nchmod +x "$3/bin/python"\n`;
}

function ownerProgram(path: string): string {
  return `require('./lib/rehearsal/local-aws/local-aws').startLocalAws({ path: ${JSON.stringify(path)} })
    .then(({ pid }) => console.log(pid)); setInterval(() => {}, 1000);`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function eventually(holds: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 60 && !holds(); attempt += 1) await wait(50);
  expect(holds()).toBe(true);
}
