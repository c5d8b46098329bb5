/** The one app of the simulated tenant and its secret, which is nobody's. */
export const localApp = {
  id: '7e1e3a90-5e1e-4c3a-9b0d-7a11c0de0001',
  secret: 'telemaque-local-secret',
};
