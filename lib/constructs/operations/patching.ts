import { CfnRole } from 'aws-cdk-lib/aws-iam';
import {
  CfnAssociation,
  CfnMaintenanceWindow,
  CfnMaintenanceWindowTarget,
  CfnMaintenanceWindowTask,
} from 'aws-cdk-lib/aws-ssm';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import {
  operationsTag,
  type PatchWindow,
  patchDocument,
  patchWindowTag,
  type Patching as Settings,
  windowName,
} from '../../model/operations';
import type { Partition } from '../../model/organization';
import { patchingRoleNameIn, platformPath } from '../../model/platform';
import { policyDocument } from '../../policy/policy-document';
import { acknowledge } from '../compliance/acknowledge';
import { trustOfService } from '../trust';

export interface PatchingProps {
  readonly partition: Partition;
  readonly patching: Settings;
}

// In its last hour a window begins nothing, so that what runs has ended when it closes.
const cutoffHours = 1;

/** Every machine says what it lacks; each window installs that on the machines whose tag names it. */
export class Patching extends Construct {
  constructor(scope: Construct, id: string, { partition, patching }: PatchingProps) {
    super(scope, id);
    if (patching.scan === 'daily') {
      new CfnAssociation(this, 'Scan', {
        associationName: 'breakwater-scan',
        name: patchDocument,
        parameters: { Operation: ['Scan'] },
        targets: [{ key: 'InstanceIds', values: ['*'] }],
        // Not at an hour: a new machine is looked at as soon as it is there.
        scheduleExpression: 'rate(1 day)',
        maxConcurrency: '50%',
        maxErrors: '100%',
        complianceSeverity: 'MEDIUM',
      });
    }
    const windows = Object.entries(patching.windows);
    if (windows.length === 0) return;
    const role = this.#addRole(partition);
    for (const [name, window] of windows) this.#addWindow(name, window, patching, role.attrArn);
  }

  #addWindow(name: string, window: PatchWindow, { concurrency, errors, reboot }: Settings, serviceRoleArn: string) {
    const scope = new Construct(this, name);
    const { ref: windowId } = new CfnMaintenanceWindow(scope, 'Window', {
      name: windowName(name),
      description: `Installs patches on machines with ${patchWindowTag}=${name}`,
      schedule: window.schedule,
      scheduleTimezone: window.timezone,
      duration: window.hours,
      cutoff: cutoffHours,
      allowUnassociatedTargets: false,
      tags: [{ key: operationsTag, value: 'patching' }],
    });
    const machines = new CfnMaintenanceWindowTarget(scope, 'Machines', {
      windowId,
      resourceType: 'INSTANCE',
      targets: [{ key: `tag:${patchWindowTag}`, values: [name] }],
    });
    new CfnMaintenanceWindowTask(scope, 'Install', {
      windowId,
      name: 'install-patches',
      taskType: 'RUN_COMMAND',
      taskArn: patchDocument,
      priority: 1,
      targets: [{ key: 'WindowTargetIds', values: [machines.ref] }],
      maxConcurrency: concurrency,
      maxErrors: errors,
      // A command that was sent is let end: a machine that is patched by half is worse off.
      cutoffBehavior: 'CONTINUE_TASK',
      serviceRoleArn,
      taskInvocationParameters: {
        maintenanceWindowRunCommandParameters: {
          parameters: { Operation: ['Install'], RebootOption: [reboot === 'never' ? 'NoReboot' : 'RebootIfNeeded'] },
        },
      },
    });
  }

  #addRole(partition: Partition): CfnRole {
    const { account, region } = Stack.of(this);
    const machines = [`arn:${partition}:ec2:*:*:instance/*`, `arn:${partition}:ssm:*:*:managed-instance/*`];
    const role = new CfnRole(this, 'Role', {
      roleName: patchingRoleNameIn(region),
      path: platformPath,
      description: 'Lets maintenance windows install patches',
      assumeRolePolicyDocument: trustOfService('ssm.amazonaws.com', account),
      policies: [
        {
          policyName: 'Patch',
          policyDocument: policyDocument(
            {
              Effect: 'Allow',
              Action: 'ssm:SendCommand',
              Resource: [...machines, `arn:${partition}:ssm:${region}::document/${patchDocument}`],
            },
            {
              Effect: 'Allow',
              Action: [
                'ssm:CancelCommand',
                'ssm:GetCommandInvocation',
                'ssm:ListCommandInvocations',
                'ssm:ListCommands',
                'tag:GetResources',
              ],
              Resource: '*',
            },
          ),
        },
      ],
    });
    const sent = 'which machines these are, their tags say; the only document it may send is the one that patches';
    acknowledge(role, {
      'IAM5[Resource::*]': 'these follow a command by its id, or look for tags, for which IAM has no resource',
      ...Object.fromEntries(machines.map((arn) => [`IAM5[Resource::${arn}]`, sent])),
    });
    return role;
  }
}
