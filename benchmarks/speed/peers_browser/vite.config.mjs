import { pageBuild } from '../page_build.mjs';

export default pageBuild(import.meta.dirname, 'benchmark-peers');
