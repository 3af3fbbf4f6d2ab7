import { Logger } from '@aws-lambda-powertools/logger';

let logger: Logger | undefined;

/** Structured lines for CloudWatch Logs Insights; `LOG_LEVEL` says from which level on. */
export const log = {
  info: (message: string, more: object) => own().info(message, { ...more }),
  warn: (message: string, more: object) => own().warn(message, { ...more }),
  error: (message: string, more: object) => own().error(message, { ...more }),
};

function own(): Logger {
  logger ??= new Logger();
  return logger;
}
