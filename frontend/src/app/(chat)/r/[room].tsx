export { ConversationScreen as default } from '../../../screens/conversation-screen';
