import {
  AddLayerVersionPermissionCommand,
  AddPermissionCommand,
  LambdaClient,
  ListTagsCommand,
  RemoveLayerVersionPermissionCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { valuesOf } from '../../lib/events/api-call';
import { defineFix, type IsMember } from '../../lib/model/guardrail';
import type { JsonObject } from '../../lib/model/json';
import { parseIamDocument } from '../../lib/policy/parse-iam-document';
import { receiversOf } from '../../lib/policy/receivers';
import { strangersAmong } from '../../lib/policy/strangers-among';
import { type Change, decide, type State } from './decide';
import { functionPolicy, layerOf, layerPolicy, setUrl, unlessGone, urlIsOpen } from './lambda-calls';
import { layerPermission, permission } from './permission';
import { layerType, subjectOf } from './subject';

// RemovePermission takes one statement away, and undo adds the very same again.
export const fix = defineFix<State, Change>({
  permissions: [
    {
      actions: [
        'lambda:AddPermission',
        'lambda:GetFunctionUrlConfig',
        'lambda:GetPolicy',
        'lambda:ListTags',
        'lambda:RemovePermission',
        'lambda:UpdateFunctionUrlConfig',
      ],
      resources: ['arn:aws:lambda:*:*:function:*'],
    },
    {
      actions: [
        'lambda:AddLayerVersionPermission',
        'lambda:GetLayerVersionPolicy',
        'lambda:RemoveLayerVersionPermission',
      ],
      resources: ['arn:aws:lambda:*:*:layer:*'],
    },
    {
      actions: ['lambda:ListFunctions'],
      resources: ['*'],
      because: 'listing functions has no resource to name; the hourly look needs it',
    },
  ],

  async read(resource, session, isMember) {
    const subject = subjectOf(resource);
    const kind = resource.type === layerType ? 'layer' : 'function';
    const policy = kind === 'layer' ? await layerPolicy(session, subject) : await functionPolicy(session, subject);
    const permissions = await Promise.all(statementsIn(policy).map((one) => withReceivers(one, isMember)));
    const openUrl = kind === 'function' && (await urlIsOpen(session, subject));
    return { ...subject, kind, permissions, openUrl };
  },

  decide,

  async apply({ kind, name, qualifier, remove, closeUrl }, session) {
    for (const { Sid } of remove) {
      const StatementId = String(Sid);
      await unlessGone(() =>
        kind === 'layer'
          ? session
              .client(LambdaClient)
              .send(new RemoveLayerVersionPermissionCommand({ ...layerOf({ name, qualifier }), StatementId }))
          : session
              .client(LambdaClient)
              .send(new RemovePermissionCommand({ FunctionName: name, Qualifier: qualifier, StatementId })),
      );
    }
    if (closeUrl) await unlessGone(() => setUrl(session, { name, qualifier }, 'AWS_IAM'));
  },

  async undo(_before, { kind, name, qualifier, remove, closeUrl }, session) {
    const lambda = session.client(LambdaClient);
    for (const statement of remove) {
      if (kind === 'layer') {
        const input = { ...layerOf({ name, qualifier }), ...layerPermission(statement) };
        await lambda.send(new AddLayerVersionPermissionCommand(input));
      } else {
        const input = { FunctionName: name, Qualifier: qualifier, ...permission(statement) };
        await lambda.send(new AddPermissionCommand(input));
      }
    }
    if (closeUrl) await setUrl(session, { name, qualifier }, 'NONE');
  },

  async tags({ type, arn }, session) {
    if (type === layerType) return {};
    // Tags are the function's; an ARN with a qualifier has none.
    const Resource = arn.split(':').slice(0, 7).join(':');
    const { Tags = {} } = await session.client(LambdaClient).send(new ListTagsCommand({ Resource }));
    return Tags;
  },
});

async function withReceivers(statement: JsonObject, isMember: IsMember) {
  const receivers = receiversOf(statement);
  return { ...receivers, accounts: await strangersAmong(receivers.accounts, isMember), statement };
}

function statementsIn(policy: string | undefined): readonly JsonObject[] {
  const { Statement = [] } = valuesOf(parseIamDocument(policy));
  return [Statement].flat() as readonly JsonObject[];
}
