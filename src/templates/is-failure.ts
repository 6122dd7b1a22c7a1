/** Does a tool's reply say that the call failed? */
export function isFailure(observation: string): boolean {
  return /^\s*(?:\{\s*"error"\s*:\s*(?!""|null|false)|error\b|failed\b|错误|失败)/i.test(observation);
}
