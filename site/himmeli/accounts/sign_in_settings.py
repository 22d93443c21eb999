"""The part of the settings that says how people sign in: what we choose of django-allauth. The same on every site."""

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = str
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "himmeli.accounts.adapter.AccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "signup": "himmeli.accounts.forms.SignUpForm",
    "request_login_code": "himmeli.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "himmeli.accounts.forms.ConfirmLoginCodeForm",
    "login": "himmeli.accounts.forms.LoginForm",
    "reset_password": "himmeli.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "himmeli.accounts.forms.ResetPasswordKeyForm",
    "change_password": "himmeli.accounts.forms.ChangePasswordForm",
    "set_password": "himmeli.accounts.forms.SetPasswordForm",
    "add_email": "himmeli.accounts.forms.AddEmailForm",
    "reauthenticate": "himmeli.accounts.forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,6/300s/key",
    "reset_password": "10/m/ip,3/m/key",
    "request_login_code": "10/m/ip,3/m/key,10/h/key",
    "signup": "10/m/ip,40/h/ip",
}
MFA_ADAPTER = "himmeli.accounts.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Clocks of telephones go wrong by half a minute.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "himmeli.accounts.forms.SecondStepForm",
    "reauthenticate": "himmeli.accounts.forms.SecondStepAgainForm",
    "activate_totp": "himmeli.accounts.forms.ActivateAppForm",
    "add_webauthn": "himmeli.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "himmeli.accounts.forms.EditPasskeyForm",
}
