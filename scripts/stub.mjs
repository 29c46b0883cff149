// Replaces the unused packages of left-out.mjs in the bundle. Provides every export that is imported by
// name, and throws when one is called.
function leftOut() {
  throw new Error('This part of a library was left out of the build (scripts/left-out.mjs).');
}

export default leftOut;
export { leftOut as CacheError, leftOut as FormDataEncoder, leftOut as PacProxyAgent };

/** Replaces the diagnostics that got publishes for each request. importwatch has no subscribers. */
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

/** got calls this for every body. importwatch only sends text. */
export const isFormData = () => false;
