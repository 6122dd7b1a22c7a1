/** What a template may name: a text, or a list whose items have these fields, which are texts. */
export type Declarations = Readonly<Record<string, "text" | readonly string[]>>;

/** The values for a template's {@link Declarations}; a name without a value is an empty text or list. */
export type TemplateData = Readonly<Record<string, string | readonly Readonly<Record<string, string>>[]>>;
