import { EC2Client, paginateDescribeImages } from '@aws-sdk/client-ec2';
import { actorOf } from '../../lib/events/actor';
import { apiCallIn, textOf, valuesOf } from '../../lib/events/api-call';
import { callsTo } from '../../lib/events/calls-to';
import { findingOf } from '../../lib/events/finding-of';
import type { Finding, Resource } from '../../lib/model/finding';
import { defineMonitor } from '../../lib/model/guardrail';
import { described, isOf, sharesIn } from './launch-permissions';

const types = {
  ModifyImageAttribute: { type: 'AWS::EC2::Image', arn: 'image' },
  ModifyFpgaImageAttribute: { type: 'AWS::EC2::FpgaImage', arn: 'fpga-image' },
} as const;
type Call = keyof typeof types;

export const monitor = defineMonitor({
  patterns: [callsTo('ec2', Object.keys(types))],

  finding(event, facts) {
    const call = apiCallIn(event);
    if (!(call.name in types)) return ignored('it shares no image');
    // FPGA images are recorded in the words of EC2's newer calls.
    const wrapped = valuesOf(call.parameters.ModifyFpgaImageAttributeRequest);
    const id = textOf(call.parameters.imageId ?? call.parameters.fpgaImageId ?? wrapped.FpgaImageId);
    if (!id) return ignored('it names no image');
    const actor = actorOf(event, facts);
    // A service-linked role: Image Builder gives images to the accounts it was told to.
    if (actor.kind === 'service') return ignored(`${actor.name} shares ${id} for its own work`);
    const permission = valuesOf(
      call.parameters.launchPermission ?? call.parameters.loadPermission ?? wrapped.LoadPermission,
    );
    const shares = sharesIn(permission.add ?? permission.Add).filter(
      (share) => share.kind === 'account' || share.kind === 'everybody' || !isOf(facts.organization, share.id),
    );
    if (shares.length === 0) return ignored(`${id} is shared with nobody more outside the organization`);
    const resource = image(call.name as Call, id, facts.partition, event);
    return findingOf(call, [resource], `${id} was shared with ${shares.map(described).join(', ')}`);
  },

  // Who else may launch an image takes a call for each; what everybody may launch is one question.
  async *reconcile(session, { partition }) {
    const pages = paginateDescribeImages(
      { client: session.client(EC2Client) },
      { Owners: ['self'], Filters: [{ Name: 'is-public', Values: ['true'] }], MaxResults: 1000 },
    );
    for await (const { Images = [] } of pages) {
      for (const { ImageId } of Images) if (ImageId) yield image('ModifyImageAttribute', ImageId, partition, session);
    }
  },
});

function image(call: Call, id: string, partition: string, { account, region }: Pick<Resource, 'account' | 'region'>) {
  const { type, arn } = types[call];
  return { type, id, arn: `arn:${partition}:ec2:${region}::${arn}/${id}`, account, region };
}

const ignored = (because: string): Finding => ({ kind: 'ignored', because });
