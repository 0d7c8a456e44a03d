export { SignUpScreen as default } from '../../screens/sign-up-screen';
