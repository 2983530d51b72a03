// What this is, in which version, on which host.
import { use } from 'react';
import { bridge } from '../bridge.ts';
import { Sheet } from './Sheet.tsx';

const about = bridge.about().catch(() => ({ version: 'unknown', host: 'an unknown host' }));

export default function AboutSheet({ onClose }: { readonly onClose: () => void }) {
  const { version, host } = use(about);
  return (
    <Sheet title="Free Energy Lab" onClose={onClose}>
      <p>See and handle free energy: exact, explorable labs from Bayes’ rule to intelligence per kilowatt-hour.</p>
      <p className="soft">
        Version {version}
        {COMMIT && ` (${COMMIT})`}, in {host}. Everything is computed here; nothing is sent anywhere.
      </p>
    </Sheet>
  );
}
