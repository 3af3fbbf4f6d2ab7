import { setTimeout as sleep } from 'node:timers/promises';
import { GetPublicAccessBlockCommand, PutPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
import { HttpResponse } from '@smithy/core/protocols';
import { defineFix } from '../../lib/model/guardrail';
import { hearBatch } from '../../lib/remediation/hear-batch';
import { Ledger } from '../../lib/remediation/ledger';
import { Sessions } from '../../lib/remediation/sessions';
import { aLoop, anEvent, facts, resource } from './a-loop';

process.env.AWS_ACCESS_KEY_ID = 'a';
process.env.AWS_SECRET_ACCESS_KEY = 's';

const findings = 1000;
const batchSize = 10;
const workers = 5;
/** Ten seconds of waiting pass in one. */
const tenfold = { now: () => performance.now() * 10, pause: (milliseconds: number) => sleep(milliseconds / 10) };
/** What the fake account answers at a time, and how long it takes; a clock would ask how fast this machine is. */
const callsAtATime = 40;
const answerMilliseconds = 5;

test(`${findings} findings in one account end without a throttling error, by the SDK's real clients`, async () => {
  const account = throttlingAccount();
  const { loop, world } = aLoop({
    monitor: {
      finding: ({ detail: { bucket } }) => ({
        kind: 'finding',
        resources: [{ ...resource, id: String(bucket), arn: `arn:aws:s3:::${bucket}` }],
        because: 'opened',
      }),
    },
  });
  const served = {
    ...loop,
    fix: blockFix,
    ledger: new Generous(world.table as never, 'ledger'),
    sessions: new Sessions(facts, { requestHandler: account }, tenfold),
  };
  const batches = Array.from({ length: findings / batchSize }, (_, batch) =>
    Array.from({ length: batchSize }, (_, at) => {
      const bucket = `bucket-${batch * batchSize + at}`;
      return { id: bucket, body: JSON.stringify(anEvent({ id: bucket, detail: { bucket } })) };
    }),
  );
  const errors: unknown[] = [];
  const work = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      for (const { error, heard } of await hearBatch(served, batch)) {
        if (error !== undefined || heard[0]?.kind !== 'fixed') errors.push(error ?? heard[0]);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  expect(errors).toEqual([]);
  expect(account.throttled).toBeGreaterThan(0);
  expect(account.blocked.size).toBe(findings);
}, 60_000);

/** The budget of an hour is another promise; here nothing may stop the burst. */
class Generous extends Ledger {
  override async spend(): Promise<boolean> {
    return true;
  }
}

const blockFix = defineFix<{ readonly bucket: string; readonly isOpen: boolean }, { readonly bucket: string }>({
  permissions: [],
  async read({ id }, session) {
    try {
      await session.client(S3Client).send(new GetPublicAccessBlockCommand({ Bucket: id }));
      return { bucket: id, isOpen: false };
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchPublicAccessBlockConfiguration')
        return { bucket: id, isOpen: true };
      throw error;
    }
  },
  decide: ({ bucket, isOpen }) =>
    isOpen ? { kind: 'plan', change: { bucket }, because: 'open' } : { kind: 'leave', because: 'closed' },
  async apply({ bucket }, session) {
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true };
    await session
      .client(S3Client)
      .send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration }));
  },
  async undo() {},
});

interface Request {
  readonly method: string;
  readonly hostname: string;
}

/** An account that answers so many calls at a time and asks for patience beyond; STS is always there. */
function throttlingAccount() {
  const blocked = new Set<string>();
  let underWay = 0;
  const account = {
    blocked,
    throttled: 0,
    async handle({ method, hostname }: Request) {
      if (hostname.startsWith('sts')) return { response: respond(200, credentials) };
      if (underWay >= callsAtATime) {
        account.throttled += 1;
        return { response: respond(503, '<Error><Code>SlowDown</Code></Error>') };
      }
      underWay += 1;
      await sleep(answerMilliseconds);
      underWay -= 1;
      const [bucket = ''] = hostname.split('.');
      if (method === 'PUT') blocked.add(bucket);
      if (method === 'GET' && !blocked.has(bucket)) {
        return { response: respond(404, '<Error><Code>NoSuchPublicAccessBlockConfiguration</Code></Error>') };
      }
      return { response: respond(200, '<PublicAccessBlockConfiguration/>') };
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
  return account;
}

const credentials = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId>
  <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
  </Credentials></AssumeRoleResult></AssumeRoleResponse>`;

function respond(statusCode: number, body: string) {
  return new HttpResponse({ statusCode, headers: {}, body: new TextEncoder().encode(body) });
}
