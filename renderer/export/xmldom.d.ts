// The part of the XML parser that reads. The package’s own types bring those of a browser along, which figures are made without.

declare module '@xmldom/xmldom/lib/dom-parser.js' {
  export interface XmlNode {
    readonly nodeType: number;
    readonly nodeValue: string | null;
    readonly childNodes: ArrayLike<XmlNode>;
  }
  interface XmlElement extends XmlNode {
    getAttribute(name: string): string;
  }
  export class DOMParser {
    constructor(options: { readonly errorHandler: (level: string, message: string) => void });
    /** Undefined where the text is empty. */
    parseFromString(
      text: string,
      type: string,
    ): { getElementsByTagNameNS(namespace: string, name: string): ArrayLike<XmlElement> } | undefined;
  }
}
