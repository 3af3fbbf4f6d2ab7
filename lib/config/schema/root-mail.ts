import { z } from 'zod';
import { email } from './text';

export const rootMailSchema = z
  .strictObject({
    address: email
      .regex(/^[^+]+$/, "must be without '+', since accounts extend it: aws@example.com → aws+orders-prod@example.com")
      .describe('Accounts without an email get this one, extended by their name: aws+orders-prod@example.com'),
    receive: z
      .string()
      .optional()
      .describe('Region where Amazon SES receives what is sent to the domain; whoever has the mail has the accounts'),
  })
  .meta({ id: 'rootMail', description: 'Where mail to the root users of accounts goes' });
