import { App, Stack } from 'aws-cdk-lib/core';
import { FixRole } from '../../lib/constructs/baseline/fix-role';
import { hasFix } from '../../lib/model/guardrail';
import { resourcesOfType, type Template } from '../../lib/model/template';
import { loadGuardrails } from '../../policies';
import { anOrganization } from '../stacks/an-organization';

const app = new App();
for (const guardrail of loadGuardrails().filter(hasFix)) {
  const stack = new Stack(app, guardrail.id, { analyticsReporting: false });
  new FixRole(stack, 'Fix', { organization: anOrganization({ partition: 'aws-cn' }), guardrail });
}
const assembly = app.synth();

interface Statement {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: object;
}

test.each(loadGuardrails().filter(hasFix))('the role of $id may do what its fix lists, and no more', ({ id, fix }) => {
  const [[, role] = []] = resourcesOfType(assembly.getStackByName(id).template as Template, 'AWS::IAM::Role');
  const [policy] = (role?.Properties?.Policies ?? []) as unknown as readonly {
    PolicyDocument: { Statement: Statement[] };
  }[];
  const own = policy?.PolicyDocument.Statement.filter(({ Action }) => !Action.join().startsWith('config:Start'));
  expect(own).toEqual(
    fix.permissions.map(({ actions, resources, condition }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources.map((arn) => arn.replace('arn:aws:', 'arn:aws-cn:')),
      ...(condition && { Condition: condition }),
    })),
  );
});
