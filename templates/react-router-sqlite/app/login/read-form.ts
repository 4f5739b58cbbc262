/** The form that a request brings. What is no form has none of the fields, which the pages say. */
export function readForm(request: Request) {
  return request.formData().catch(() => new FormData());
}
