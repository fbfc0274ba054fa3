// The nonce by which the page's content security policy allows style elements: those of the component library, and those
// of the scroll lock below its dialogs, which looks for it under webpack's name.

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

Object.assign(globalThis, { __webpack_nonce__: nonce });

export const styleNonce = (): string => nonce;
