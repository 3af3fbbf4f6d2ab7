import {
  CreateOpenIDConnectProviderCommand,
  CreateSAMLProviderCommand,
  GetOpenIDConnectProviderCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { type Drill, defineDrill, type Session, type Stage } from '../../lib/model/guardrail';

interface World {
  readonly issuer: string;
}
type Part = Partial<Drill<World>> & Pick<Drill<World>, 'name' | 'kind' | 'expected'>;

/** Somebody who makes an account believe one issuer more. */
function drill(part: Part) {
  return defineDrill<World>({
    where: { purpose: 'management' },
    world: async (stage) => ({ issuer: `${stage.unique('login')}.example.com` }),
    incident: believe,
    aftermath: (stage, world) => isBelieved(stage, world, part.expected !== 'prevented'),
    ...part,
  });
}

export const drills = [
  drill({
    name: 'a developer makes an account believe another issuer',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
  }),
  drill({
    name: 'a developer makes an account believe another directory',
    kind: 'incident',
    where: { purpose: 'workloads' },
    expected: 'prevented',
    async incident(session, { issuer }) {
      const SAMLMetadataDocument = `<EntityDescriptor entityID="https://${issuer}"/>`.padEnd(1_000);
      const provider = { Name: issuer, SAMLMetadataDocument };
      await session.client(IAMClient).send(new CreateSAMLProviderCommand(provider));
    },
  }),
  drill({
    name: 'the management account, which no policy binds, is made to believe another issuer',
    kind: 'incident',
    expected: 'reported',
  }),
  drill({
    name: 'GitHub may deploy',
    kind: 'twin',
    where: { purpose: 'workloads' },
    world: async () => ({ issuer: 'token.actions.githubusercontent.com' }),
    expected: 'ignored',
  }),
  drill({
    name: 'an issuer that is exempt is believed',
    kind: 'twin',
    exemption: ({ issuer }) => ({ resource: `arn:aws:iam::*:oidc-provider/${issuer}` }),
    expected: 'left',
  }),
];

async function believe(session: Session, { issuer }: World): Promise<void> {
  const provider = {
    Url: `https://${issuer}`,
    ClientIDList: ['sts.amazonaws.com'],
    ThumbprintList: ['0'.repeat(40)],
  };
  await session.client(IAMClient).send(new CreateOpenIDConnectProviderCommand(provider));
}

async function isBelieved(stage: Stage, { issuer }: World, expected: boolean): Promise<string | undefined> {
  const OpenIDConnectProviderArn = `arn:aws:iam::${stage.account}:oidc-provider/${issuer}`;
  try {
    await stage.client(IAMClient).send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    return expected ? undefined : `${issuer} is believed`;
  } catch {
    return expected ? `${issuer} was taken away` : undefined;
  }
}
