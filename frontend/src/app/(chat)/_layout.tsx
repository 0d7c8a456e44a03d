export { ChatScreen as default } from '../../screens/chat-screen';
