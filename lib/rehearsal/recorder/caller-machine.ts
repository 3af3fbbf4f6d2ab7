/** Where rehearsed calls say they come from: an address kept for documentation (RFC 5737). */
export const sourceAddress = '203.0.113.10';
export const userAgent = 'aws-sdk-js/3';
