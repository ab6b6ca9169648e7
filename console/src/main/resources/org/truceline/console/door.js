// The pages before the door. A link's secret stands behind #, which no browser sends: it goes into the form.
const link = document.querySelector('input[name=link]');
if (link && location.hash.length > 1) {
  link.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname + location.search);
}

const button = document.querySelector('#passkey');
const said = document.querySelector('#said');
if (button && window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    said.textContent = '';
    try {
      const started = await post('/api/v1/passkeys/enter/start', {});
      const { id, question } = await started.json();
      const answer = await navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question.publicKey),
      });
      await post('/api/v1/passkeys/enter', { id, answer: answer.toJSON() });
      location.assign('/');
    } catch (refused) {
      said.textContent = refused.message;
    }
  });
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    const { refused } = await answer.json();
    throw new Error(refused.byLanguage?.[document.documentElement.lang] ?? refused[document.documentElement.lang]);
  }
  return answer;
}
