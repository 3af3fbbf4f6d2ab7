/**
 * Accounts in which AWS publishes layers: Lambda Insights, its distribution of OpenTelemetry, Powertools for Python and
 * TypeScript, the SDK for pandas; then by region AppConfig, and parameters and secrets.
 * Sources: aws-cdk-lib 2.276.0, region-info; the documentation of Powertools and of the SDK for pandas (2026-11).
 */
const everywhere = ['580247275435', '901920570463', '017000801446', '094274105915', '336392948345'];

const byRegion: Readonly<Record<string, readonly string[]>> = {
  'af-south-1': ['012438385374', '317013901791', '574348263942'],
  'ap-east-1': ['519774774795', '630222743974', '768336418462'],
  'ap-northeast-1': ['133490724326', '980059726660'],
  'ap-northeast-2': ['738900069198', '826293736237'],
  'ap-northeast-3': ['194566237122', '576959938190', '706869817123'],
  'ap-south-1': ['176022468876', '554480029851'],
  'ap-south-2': ['070087711984', '489524808438', '891564319516'],
  'ap-southeast-1': ['044395824272', '421114256042'],
  'ap-southeast-2': ['080788657173', '665172237481'],
  'ap-southeast-3': ['418787028745', '439286490199', '490737872127'],
  'ap-southeast-4': ['158895979263', '307021474294', '605207715842'],
  'ap-southeast-5': ['590183865173'],
  'ap-southeast-7': ['761018874580'],
  'ca-central-1': ['039592058896', '200266452380'],
  'ca-west-1': ['761377655185', '946466191631'],
  'cn-north-1': ['287114880934', '488211338238', '615057806174'],
  'cn-northwest-1': ['287310001119', '488211338238', '615084187847'],
  'eu-central-1': ['066940009817', '187925254637'],
  'eu-central-2': ['033019950311', '758369105281', '772501565639'],
  'eu-north-1': ['427196147048', '646970417810'],
  'eu-south-1': ['203683718741', '325218067255', '339249233099'],
  'eu-south-2': ['352183217350', '524103009944', '586093569114'],
  'eu-west-1': ['015030872274', '434848589818'],
  'eu-west-2': ['133256977650', '282860088358'],
  'eu-west-3': ['493207061005', '780235371811'],
  'il-central-1': ['066549572091', '459530977127'],
  'me-central-1': ['662846165436', '732604637566', '858974508948'],
  'me-south-1': ['285320876703', '559955524753', '832021897121'],
  'mx-central-1': ['879381266642'],
  'sa-east-1': ['000010852771', '933737806257'],
  'us-east-1': ['027255383542', '177933569100'],
  'us-east-2': ['590474943231', '728743619870'],
  'us-gov-east-1': ['122132214140', '129776340158', '198461476570', '946561847325'],
  'us-gov-west-1': ['127562683043', '198461476570', '751350123760', '946746059096'],
  'us-west-1': ['958113053741', '997803712105'],
  'us-west-2': ['345057560386', '359756378197'],
};

/** Accounts in which AWS publishes layers for these regions. */
export function layerPublishers(regions: readonly string[]): readonly string[] {
  return [...new Set([...everywhere, ...regions.flatMap((region) => byRegion[region] ?? [])])];
}

export const publishesLayers: ReadonlySet<string> = new Set(layerPublishers(Object.keys(byRegion)));
