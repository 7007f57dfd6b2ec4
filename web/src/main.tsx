import '@fontsource-variable/figtree/wght.css';
import '@mantine/core/styles.css';
import './platform/theme/global.css';
import './platform/theme/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { catalogues } from './app/catalogue/catalogues';
import { makeRequestsFor, whenAnotherUserSignsIn, whenSessionEnds } from './platform/api/client';
import { startI18n } from './platform/i18n/i18n';
import { printInLightColours } from './platform/theme/printing';
import { createQueryClient } from './platform/query';
import { createRouter } from './app/router';
import { clearUser, followTutorWords, sessionKey, type SessionState } from './platform/session';

const client = createQueryClient();
followTutorWords(client);
whenSessionEnds(() => void clearUser(client));
makeRequestsFor(() => client.getQueryData<SessionState>(sessionKey)?.user?.id);
// What this user has done stays on the device for them; the page reloads for the user who is signed in now.
whenAnotherUserSignsIn(() => location.reload());
printInLightColours();

// Not awaited at the top level: the strings come from a file that imports from this one, which would wait for itself.
void startI18n(catalogues).then(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App client={client} router={createRouter()} />
    </StrictMode>,
  ),
);
