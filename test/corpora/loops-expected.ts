/** What each loop has to make of which record, judged by hand; of every other record it has to make nothing. */
export const expectedOfLoops: Readonly<
  Record<string, { readonly finding?: readonly string[]; readonly attempted?: readonly string[] }>
> = {
  'buckets-stay-private': {
    finding: ['streamalert/cases#12', 'streamalert/cases#17', 'streamalert/cases#29'],
  },
  'cloudtrail-stays-on': {
    finding: [
      'invictus/events#446',
      'invictus/events#936',
      'invictus/events#942',
      'panther/cases#146',
      'panther/cases#15',
      'stratus/normalized/aws.defense-evasion.cloudtrail-delete#0',
      'stratus/normalized/aws.defense-evasion.cloudtrail-event-selectors#0',
      'stratus/normalized/aws.defense-evasion.cloudtrail-stop#0',
      'stratus/supplement-invictus/aws.defense-evasion.cloudtrail-event-selectors#0',
      'streamalert/cases#2',
      'streamalert/cases#3',
    ],
    attempted: [
      'invictus/events#419',
      'invictus/events#450',
      'invictus/events#452',
      'invictus/events#454',
      'stratus/supplement-invictus/aws.defense-evasion.cloudtrail-delete#0',
      'stratus/supplement-invictus/aws.defense-evasion.cloudtrail-stop#0',
      'stratus/supplement-invictus/aws.defense-evasion.cloudtrail-stop#1',
      'stratus/supplement-invictus/aws.defense-evasion.cloudtrail-stop#2',
      'traildiscover/events#10',
      'traildiscover/events#11',
      'traildiscover/events#8',
    ],
  },
  'instances-stay-patched': {},
  'objects-stay-private': {
    finding: ['streamalert/cases#31'],
  },
  'root-stays-unused': {
    finding: ['custodian/cwe/event-appmesh-create-virtualnode#0', 'panther/cases#113', 'panther/cases#114'],
  },
  'ssh-stays-behind-the-bastion': {},
};
