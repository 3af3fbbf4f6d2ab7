/** The header that says the caller brings the key, SSE-C; IAM's condition key is the same behind `s3:`. */
export const algorithm = 'x-amz-server-side-encryption-customer-algorithm';
