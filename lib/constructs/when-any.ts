/** An alarm that goes off as soon as there is any of something, and is content with silence. */
export const whenAny = {
  statistic: 'Sum',
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 0,
  period: 300,
  evaluationPeriods: 1,
  treatMissingData: 'notBreaching',
} as const;
