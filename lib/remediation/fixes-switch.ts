/** The kill switch: while it is off no fix is applied anywhere, whatever is found is reported. */
export interface FixesSwitch {
  readonly off: boolean;
  readonly because: string;
  /** ARN of who switched. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}
