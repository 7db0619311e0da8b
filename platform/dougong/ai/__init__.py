"""The one language model that an operator may set up: any endpoint that speaks the chat protocol of OpenAI."""
