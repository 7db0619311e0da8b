/** Makes a photo small enough to send from a shop floor, without touching the main thread's canvas. */

export type PhotoLimits = { readonly longestSide: number; readonly quality: number };

const evidencePhoto: PhotoLimits = { longestSide: 1600, quality: 0.8 };

/** Size that fits within the longest side, never enlarged. */
export function fitWithin(
  width: number,
  height: number,
  longestSide: number,
): { width: number; height: number } {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A JPEG within the limits; the file itself where the browser cannot decode it. */
export async function shrinkPhoto(file: Blob, limits: PhotoLimits = evidencePhoto): Promise<Blob> {
  if (typeof createImageBitmap !== "function" || typeof OffscreenCanvas !== "function") return file;
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => undefined);
  if (!bitmap) return file;
  const { width, height } = fitWithin(bitmap.width, bitmap.height, limits.longestSide);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const small = await canvas.convertToBlob({ type: "image/jpeg", quality: limits.quality });
  return small.size < file.size ? small : file;
}
