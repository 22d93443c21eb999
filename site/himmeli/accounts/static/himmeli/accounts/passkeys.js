// Passkeys. A form with data-passkey is hidden where the browser has none. "create" makes one and "use" shows one that
// is known, both with the options in #passkey-options; "sign-in" asks the server for its options first.
const { webauthnJSON } = window;
const isSupported = Boolean(window.PublicKeyCredential && webauthnJSON);

async function optionsOf(form) {
  if (form.dataset.passkey !== "sign-in") return JSON.parse(document.getElementById("passkey-options").textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

async function credentialFor(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey !== "create") return webauthnJSON.get(options.request_options);
  const wanted = structuredClone(options.creation_options);
  // One that signs in alone: kept by the device, opened by its owner's finger, face or PIN.
  Object.assign(wanted.publicKey.authenticatorSelection, {
    residentKey: "required", requireResidentKey: true, userVerification: "required",
  });
  return webauthnJSON.create(wanted);
}

function prepare(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!form.reportValidity()) return;
    const button = form.querySelector("[type=submit]");
    button.setAttribute("aria-busy", "true");
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await credentialFor(form));
      form.submit();
    } catch (error) {
      failed.hidden = false;
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

for (const form of document.querySelectorAll("form[data-passkey]")) if (isSupported) prepare(form);
for (const note of document.querySelectorAll("[data-passkey-missing]")) note.hidden = isSupported;
