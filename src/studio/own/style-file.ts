/** Files that hold a style and not a picture or a clip. */

export const packType = 'application/vnd.cyclelens.style+zip';

/** Whether `file` is a style pack or a generator. */
export const isStyleFile = (file: Blob): file is File =>
  file instanceof File && (/\.(cyclelens|onnx)$/i.test(file.name) || file.type === packType);
