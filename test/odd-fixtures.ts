/** Names of fixtures that are odd on purpose: other tools need not agree about them. */
export const ODD_FIXTURES = /^(wrong|short|cut|hostile|forged)/
