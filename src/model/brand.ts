/** A primitive with a name: two ids of different kinds cannot be mixed up, and only their parser makes one. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name }
