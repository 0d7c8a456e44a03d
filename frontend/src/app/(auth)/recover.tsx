export { RecoverScreen as default } from '../../screens/recover-screen';
