export { createNestablePublicClientApplication } from '@azure/msal-browser';
