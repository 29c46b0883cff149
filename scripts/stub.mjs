// Stands in the bundle for every package of left-out.mjs. Whatever they export that is imported by
// name is here; whoever calls it learns that it was left out.
function leftOut() {
  throw new Error('This part of a library was left out of the build (scripts/left-out.mjs).');
}

export default leftOut;
export { leftOut as CacheError, leftOut as FormDataEncoder, leftOut as PacProxyAgent };

/** What got tells of each request to whoever subscribes, which is nobody. */
const nothing = () => {};

export {
  nothing as generateRequestId,
  nothing as publishError,
  nothing as publishRedirect,
  nothing as publishRequestCreate,
  nothing as publishRequestStart,
  nothing as publishResponseEnd,
  nothing as publishResponseStart,
  nothing as publishRetry,
};

/** got asks this of every body; importwatch sends text only. */
export const isFormData = () => false;
