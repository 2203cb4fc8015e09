import { start } from './Norigin.jsx';

start({});
