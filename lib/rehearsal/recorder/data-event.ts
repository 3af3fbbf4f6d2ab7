/** Operations on what a resource holds. They are recorded only where a trail's selector asks for them. */
const dataOperations: Readonly<Record<string, RegExp>> = {
  s3: /^(AbortMultipartUpload|CompleteMultipartUpload|CopyObject|CreateMultipartUpload|DeleteObjects?|DeleteObjectTagging|GetObject|GetObject(Acl|Attributes|LegalHold|Retention|Tagging|Torrent)|HeadBucket|HeadObject|ListMultipartUploads|ListObjects|ListObjectVersions|ListParts|PutObject|PutObject(Acl|LegalHold|Retention|Tagging)|RestoreObject|SelectObjectContent|UploadPart|UploadPartCopy)$/,
  dynamodb:
    /^(BatchExecuteStatement|BatchGetItem|BatchWriteItem|DeleteItem|ExecuteStatement|ExecuteTransaction|GetItem|GetRecords|PutItem|Query|Scan|TransactGetItems|TransactWriteItems|UpdateItem)$/,
  lambda: /^(Invoke|InvokeAsync|InvokeWithResponseStream)$/,
  ses: /^(SendBulkEmail|SendBulkTemplatedEmail|SendEmail|SendRawEmail|SendTemplatedEmail)$/,
  sns: /^(Publish|PublishBatch)$/,
  sqs: /^(ChangeMessageVisibility|ChangeMessageVisibilityBatch|DeleteMessage|DeleteMessageBatch|ReceiveMessage|SendMessage|SendMessageBatch)$/,
};

export function isDataEvent(source: string, eventName: string): boolean {
  return dataOperations[source]?.test(eventName) ?? false;
}
