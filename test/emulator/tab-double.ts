/** A tab that says what it is told to say, in the words of teams-js, and keeps what it hears. */
export const tabDouble = `<!doctype html>
<html lang="fr">
  <title>Onglet</title>
  <h1>Onglet</h1>
  <script>
    const waiting = new Map();
    window.told = [];
    window.ask = (func, ...args) =>
      new Promise((done) => {
        const id = waiting.size;
        waiting.set('uuid-' + id, done);
        window.parent.postMessage({ id, uuidAsString: 'uuid-' + id, func, args }, '*');
      });
    window.addEventListener('message', ({ data, source, origin }) => {
      if (source !== window.parent) return;
      if (data.func) window.told.push([data.func, ...data.args, origin]);
      else waiting.get(data.uuidAsString)(data.args);
    });
  </script>
</html>`;
