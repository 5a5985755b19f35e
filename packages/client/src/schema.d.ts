// Made from docs/openapi.json by `npm run client`: change the API, not this file.
export interface paths {
    "/api/accounts/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Audit
         * @description Who changed what, newest first.
         */
        get: operations["list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Invitations
         * @description All invitations, newest first.
         */
        get: operations["list_invitations"];
        put?: never;
        /**
         * Invite
         * @description Invite a person by a link that the answer alone shows; an earlier link for the same e-mail stops working.
         */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Invitation
         * @description Take an invitation back.
         */
        delete: operations["revoke_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept Invitation
         * @description Accept an invitation: choose a password, and be signed in.
         */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Keys
         * @description All API keys for an admin, one's own for a recruiter; oldest first.
         */
        get: operations["list_keys"];
        put?: never;
        /**
         * Create Key
         * @description Make an API key of one's own; the answer is the only one that shows it.
         */
        post: operations["create_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Key
         * @description Revoke an API key for good: any for an admin, one's own for a recruiter.
         */
        delete: operations["revoke_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Who is signed in.
         */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Change one's own password; every other sign-in of this user ends.
         */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/me/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Own Sign Ins
         * @description One's own sign-ins that go on, newest first: where one is signed in.
         */
        get: operations["list_own_sign_ins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/me/sign-ins/{sign_in_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End Own Sign In
         * @description End one of one's own sign-ins, wherever it is: its tokens stop at once.
         */
        delete: operations["end_own_sign_in"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return From Provider
         * @description Where the provider sends the browser back to: exchange its code, and sign in here.
         *
         *     A browser (it accepts text/html) goes on to the page it wanted to see, its refresh token in a cookie; whoever else
         *     asks is given the tokens.
         */
        get: operations["return_from_provider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/oidc/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Start At Provider
         * @description Send the browser to the provider, to sign in there.
         */
        get: operations["start_at_provider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh
         * @description Exchange a refresh token for new tokens; a token that is used twice ends its sign-in.
         *
         *     A browser's cookie is forgiven for half a minute: a page that is reloaded never sees the answer it asked for.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ways To Sign In
         * @description How people sign in here: with a password, at a provider (`GET /api/accounts/oidc/start`), or either.
         */
        get: operations["ways_to_sign_in"];
        put?: never;
        /**
         * Sign In
         * @description Sign in with e-mail and password; after some failures the next try must wait, longer each time.
         */
        post: operations["sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign Out
         * @description End this sign-in, with all its tokens.
         */
        post: operations["sign_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Users
         * @description All users, by e-mail.
         */
        get: operations["list_users"];
        put?: never;
        /**
         * Create User
         * @description Make a user; one without a password signs in at the OpenID Connect provider alone.
         */
        post: operations["create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change User
         * @description Change a user's name, role or company, or make it inactive, which ends all its sign-ins.
         */
        patch: operations["change_user"];
        trace?: never;
    };
    "/api/accounts/users/{user_id}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget Identities
         * @description Untie a user from whom it is at the provider; the next visit with the same verified e-mail ties it anew.
         */
        delete: operations["forget_identities"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/users/{user_id}/reset-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make Reset Link
         * @description Make a link by which a user chooses a new password; the answer alone shows it, and an earlier one stops working.
         *
         *     It is used as an invitation's link is; the sign-ins that were end then.
         */
        post: operations["make_reset_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/users/{user_id}/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End Sign Ins
         * @description End all sign-ins of a user, who may sign in again.
         */
        delete: operations["end_sign_ins"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/applicants/{applicant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Applicant
         * @description One applicant.
         */
        get: operations["applicant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change One
         * @description Move an applicant to another stage, reject it, set its interview round; with `If-Match`, only if unchanged.
         */
        patch: operations["change_one"];
        trace?: never;
    };
    "/api/applicants/{applicant_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Applicant History
         * @description The stages that an applicant went through, the latest first.
         */
        get: operations["applicant_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/applicants/{applicant_id}/interviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Interviews Of Applicant
         * @description An applicant's interviews, the latest first.
         */
        get: operations["list_interviews_of_applicant"];
        put?: never;
        /**
         * Make Interview
         * @description Put an interview down: one to come, or one that was held, with its outcome.
         */
        post: operations["make_interview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/applicants/{applicant_id}/mails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Mails
         * @description An applicant's mails, both ways, the newest first.
         */
        get: operations["list_mails"];
        put?: never;
        /**
         * Log Mail
         * @description Put a mail down that was sent to an applicant, or came from one. Nothing is sent.
         */
        post: operations["log_mail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/applicants/{applicant_id}/placement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Placement Of Applicant
         * @description An applicant's placement.
         */
        get: operations["placement_of_applicant"];
        put?: never;
        /**
         * Make Placement
         * @description Put an applicant's placement down; without days of guarantee, those of the contract then in force.
         */
        post: operations["make_placement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/applicants/moves/{operation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Move In Bulk
         * @description How a move stands, and what came of each applicant, page by page.
         */
        get: operations["move_in_bulk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/applicants/moves/{operation_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Move
         * @description End a move where it is; whom it has moved stays moved.
         */
        post: operations["cancel_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/applicants/moves/{operation_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Move
         * @description Move back whom a move has moved, and who still stand where it put them: a move of its own.
         */
        post: operations["undo_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Candidates
         * @description Candidates, the latest first; where a name is looked for, by name.
         */
        get: operations["list_candidates"];
        put?: never;
        /**
         * Add Candidate
         * @description Add a person. Somebody of the same e-mail is a conflict, which tells who it is; `allow_twin` adds one more.
         */
        post: operations["add_candidate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidates/{candidate_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Candidate
         * @description One person.
         */
        get: operations["candidate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Candidate
         * @description Change what is given of a person; with `If-Match`, only if nobody changed it meanwhile.
         */
        patch: operations["change_candidate"];
        trace?: never;
    };
    "/api/candidates/{candidate_id}/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Applications
         * @description The pipelines that a person is or was in, the latest first.
         */
        get: operations["list_applications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidates/{candidate_id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Notes
         * @description The notes on a person, the latest first; to a client's people only those that are not internal.
         */
        get: operations["list_notes"];
        put?: never;
        /**
         * Add Note
         * @description Write a note on a person; internal unless it says otherwise.
         */
        post: operations["add_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidates/{candidate_id}/notes/{note_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Note
         * @description Delete a note of one's own; an admin deletes anybody's.
         */
        delete: operations["delete_note"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidates/{candidate_id}/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Profiles
         * @description A person's profiles, in the order in which they were first read.
         */
        get: operations["list_profiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidates/{candidate_id}/profiles/{profile_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Profile
         * @description Take away a profile that is another person's; what the candidate has learned from it stays.
         */
        delete: operations["remove_profile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidates/{candidate_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Timeline
         * @description Everything that happened with a person, or is to come, the latest first: moves, interviews, mails, notes, hires.
         *
         *     A client's person sees no mails, and of the rest what the lists of each show it.
         */
        get: operations["timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/candidates/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tags
         * @description The tags that are used most, at most fifty.
         */
        get: operations["tags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Companies
         * @description Companies by name, without case, accents and legal forms.
         */
        get: operations["list_companies"];
        put?: never;
        /**
         * Make Company
         * @description Make a company. A name that another goes by, or a domain that another has, is a 409 that tells which.
         */
        post: operations["make_company"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies/{company_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Company
         * @description One company.
         */
        get: operations["company"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Company
         * @description Change what is given of a company; `names` and `domains` are replaced whole.
         */
        patch: operations["change_company"];
        trace?: never;
    };
    "/api/companies/{company_id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Company Contacts
         * @description A company's contacts, in the order they were made.
         */
        get: operations["list_company_contacts"];
        put?: never;
        /**
         * Make Company Contact
         * @description Make a contact.
         */
        post: operations["make_company_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies/{company_id}/contacts/{contact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Company Contact
         * @description Delete a contact.
         */
        delete: operations["delete_company_contact"];
        options?: never;
        head?: never;
        /**
         * Change Company Contact
         * @description Change what is given of a contact.
         */
        patch: operations["change_company_contact"];
        trace?: never;
    };
    "/api/companies/{company_id}/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Contracts
         * @description A client's contracts, in the order they were made.
         */
        get: operations["list_contracts"];
        put?: never;
        /**
         * Make Contract
         * @description Make a contract with a company, which is a client from then on.
         */
        post: operations["make_contract"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies/{company_id}/contracts/{contract_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Contract
         * @description Change what is given of a contract.
         */
        patch: operations["change_contract"];
        trace?: never;
    };
    "/api/companies/{company_id}/off-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Off Limits Rules
         * @description The rules on a client's contracts, in the order they were made.
         */
        get: operations["list_off_limits_rules"];
        put?: never;
        /**
         * Make Off Limits Rule
         * @description Put a company off limits by one of a client's contracts.
         */
        post: operations["make_off_limits_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies/{company_id}/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Interview Rounds
         * @description All interview rounds of a company, in their order.
         */
        get: operations["interview_rounds"];
        /**
         * Put Interview Rounds
         * @description Make the interview rounds these: with an id kept, without one made, those left out deleted if unused.
         */
        put: operations["put_interview_rounds"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Imports
         * @description Imports, the latest first: an admin sees all, everybody else the own ones.
         */
        get: operations["list_imports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Import
         * @description How an import stands.
         */
        get: operations["show_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Import
         * @description End an import where it is; what it has made stays, and it can go on.
         */
        post: operations["cancel_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume Import
         * @description Let an import that broke or was cancelled go on behind the last row that it has done.
         */
        post: operations["resume_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Import Rows
         * @description What came of each row, in the file's order.
         */
        get: operations["list_import_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Import
         * @description Bring a file in: a worker does it a thousand rows at a time, and what came of each row is kept.
         */
        post: operations["start_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/interviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Interviews
         * @description The calendar: interviews by time, the earliest first.
         */
        get: operations["list_interviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/interviews/{interview_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Interview
         * @description One interview.
         */
        get: operations["interview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Interview
         * @description Change an interview, or write its outcome; with `If-Match`, only if nobody changed it meanwhile.
         */
        patch: operations["change_interview"];
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Jobs
         * @description Jobs, newest first: by status, client, person in charge, and words of the title.
         */
        get: operations["list_jobs"];
        put?: never;
        /**
         * Make Job
         * @description Make a job of a client, with the stages of a template.
         */
        post: operations["make_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Job
         * @description One job.
         */
        get: operations["job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Job
         * @description Change what is given of a job; a client's manager may give the title and the description.
         *
         *     With `If-Match`, only if nobody changed it meanwhile.
         */
        patch: operations["change_job"];
        trace?: never;
    };
    "/api/jobs/{job_id}/applicants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add To Job
         * @description Put candidates into a job's pipeline; what came of each is told, and a fault of one stops no other.
         */
        post: operations["add_to_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/applicants/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move Many
         * @description Move applicants of a job by their ids or by a filter: a worker does it, and each one's outcome is kept.
         */
        post: operations["move_many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Board
         * @description A job's pipeline: its applicants with all that is known of where they stand.
         *
         *     By stage and then by who came first, unless `sort` says otherwise; those that fit all filters.
         */
        get: operations["board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/board/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Board
         * @description Export a board as CSV, safe for spreadsheets: all rows that fit the filters, as they stand at one moment.
         */
        get: operations["export_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/board/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Board Summary
         * @description What stands beside a board: how many in each stage, and cursors all along it, for a scrollbar.
         *
         *     Each `after` leads the board, asked with the same order and filters, to the rows behind that place.
         */
        get: operations["board_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Campaigns
         * @description A job's campaigns, in the order they were made.
         */
        get: operations["list_campaigns"];
        put?: never;
        /**
         * Make Campaign
         * @description Make a campaign, under which mails of the job's applicants are put down.
         */
        post: operations["make_campaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/stages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Job Stages
         * @description The stages of a job, in their order.
         */
        get: operations["job_stages"];
        /**
         * Replace Job Stages
         * @description Give a job exactly these stages, in this order; one in which applicants stand cannot be left out.
         *
         *     With `If-Match`, only if nobody changed the job or its stages meanwhile.
         */
        put: operations["replace_job_stages"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/in-charge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who May Be In Charge
         * @description The first twenty, by name, of those who may be in charge of a job of a client.
         */
        get: operations["who_may_be_in_charge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mails/{mail_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mail
         * @description One mail, whole.
         */
        get: operations["mail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mails/{mail_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note Mail Event
         * @description Note what became of a mail; it keeps the newest by time, in whatever order they are noted.
         */
        post: operations["note_mail_event"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/off-limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All Off Limits Rules
         * @description The rules of all clients, in the order they were made: whose people must not be approached, until when, why.
         */
        get: operations["list_all_off_limits_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/off-limits/{rule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Off Limits Rule
         * @description Delete a rule, as if it had never been.
         */
        delete: operations["delete_off_limits_rule"];
        options?: never;
        head?: never;
        /**
         * Change Off Limits Rule
         * @description Change what is given of a rule.
         */
        patch: operations["change_off_limits_rule"];
        trace?: never;
    };
    "/api/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Openings
         * @description Search openings, newest first: one fits when one of its postings does, by the filters that postings have.
         *
         *     Those that stand open, unless `state` says otherwise: an opening is closed once all of its postings are.
         */
        get: operations["list_openings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openings/{opening_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Opening
         * @description One opening with its postings, each with the evidence that brought it there.
         */
        get: operations["opening"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openings/{opening_id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split Opening
         * @description Take postings out into an opening of their own; later runs respect it. Answers the new opening.
         */
        post: operations["split_opening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openings/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join Openings
         * @description Make openings one; later runs respect it. Answers the first one, which stays.
         */
        post: operations["join_openings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/placements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Placements
         * @description Placements in the order they were put down; by guarantees, those that end first come first.
         */
        get: operations["list_placements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/placements/{placement_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Placement
         * @description Change a placement's start, guarantee or fee; with `If-Match`, only if nobody changed it meanwhile.
         */
        patch: operations["change_placement"];
        trace?: never;
    };
    "/api/postings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Postings
         * @description Search postings: those found last first; the open ones, unless `state` says otherwise.
         */
        get: operations["list_postings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{posting_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Posting
         * @description One posting: the vendor's words, what they mean, its text, and what happened to it.
         */
        get: operations["posting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/{posting_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History
         * @description What happened to a posting, newest first.
         */
        get: operations["history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Postings
         * @description Export all postings that fit the filters, however many: CSV safe for spreadsheets, or JSON Lines.
         */
        get: operations["export_postings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/news": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * News
         * @description What happened to postings since yesterday, newest first: new, changed (what, from, to), closed, reopened.
         */
        get: operations["news"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Searches
         * @description One's own saved searches, in the order they were made.
         */
        get: operations["list_searches"];
        put?: never;
        /**
         * Save Search
         * @description Save a search: postings that come from now on and fit it are told as new.
         */
        post: operations["save_search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/searches/{search_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Saved Search
         * @description One saved search.
         */
        get: operations["saved_search"];
        /**
         * Change Search
         * @description Replace a saved search; with `If-Match`, only if it was not changed meanwhile.
         */
        put: operations["change_search"];
        post?: never;
        /**
         * Delete Search
         * @description Delete a saved search with its matches and its feed.
         */
        delete: operations["delete_search"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/searches/{search_id}/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Feed
         * @description The latest matches of a saved search, as an Atom feed.
         */
        get: operations["feed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/searches/{search_id}/feed-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make Feed Key
         * @description Open a saved search's feed to whoever has this new key; an earlier key does not work any more.
         */
        post: operations["make_feed_key"];
        /**
         * Revoke Feed Key
         * @description Close a saved search's feed.
         */
        delete: operations["revoke_feed_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/searches/{search_id}/hits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hits
         * @description Postings that matched a saved search, the latest first.
         */
        get: operations["hits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/searches/{search_id}/hits/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See Hits
         * @description Note that matches were looked at.
         */
        post: operations["see_hits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/postings/searches/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * New Matches
         * @description How many matches of one's searches nobody has looked at.
         */
        get: operations["new_matches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Profile
         * @description Keep a profile as it was read, by its url; its candidate is found or made, and learns what is new.
         *
         *     The url's query, fragment and last slash do not count. Sent again, it changes nothing but `seen_at`. What a person
         *     wrote into the candidate stays; what is empty there, or says what a profile said before, follows.
         */
        put: operations["put_profile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/monitor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Monitor
         * @description How work goes at this moment: what waits, what runs, who does it, and what hinders it.
         */
        get: operations["monitor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/monitor/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Day
         * @description The last 24 hours: the queue by quarters of an hour, and how each site's runs went.
         */
        get: operations["day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Runs
         * @description Runs, newest first: by site, target, status, schedule and time.
         */
        get: operations["list_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run
         * @description One run.
         */
        get: operations["run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/runs/{run_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Cancel a run: at once where it waits, within seconds where it runs. What it stored so far stays.
         */
        post: operations["cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/runs/{run_id}/drops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run Drops
         * @description Items of a run that could not become postings, and why (the first 1,000 are kept).
         */
        get: operations["run_drops"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/runs/{run_id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run Errors
         * @description Pages of a run that could not be read, and why.
         */
        get: operations["run_errors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/runs/{run_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run Events
         * @description A run's progress as server-sent events: `progress` at every change, `end` once it is over.
         */
        get: operations["run_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/runs/{run_id}/postings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run Postings
         * @description The postings that a run saw: new, changed, and (while no later run saw them) unchanged.
         */
        get: operations["run_postings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/runs/{run_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry
         * @description Run again what an ended run was asked to do, as a new run.
         */
        post: operations["retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/runs/{run_id}/stored": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run Stored
         * @description When a run stored how many postings: page by page, without those in which nothing was new.
         */
        get: operations["run_stored"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/runs/{run_id}/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run Work
         * @description Who does a run, when a waiting one goes on, and what went wrong in it: each reason once.
         */
        get: operations["run_work"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Schedules
         * @description Schedules with their newest runs, in the order they were made.
         */
        get: operations["list_schedules"];
        put?: never;
        /**
         * Make Schedule
         * @description Make a schedule. With an interval its first run is due at once.
         */
        post: operations["make_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/schedules/{schedule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Schedule
         * @description One schedule.
         */
        get: operations["schedule"];
        /**
         * Change Schedule
         * @description Replace a schedule; with `If-Match`, only if nobody changed it meanwhile.
         */
        put: operations["change_schedule"];
        post?: never;
        /**
         * Delete Schedule
         * @description Delete a schedule; its runs and postings stay.
         */
        delete: operations["delete_schedule"];
        options?: never;
        head?: never;
        /**
         * Pause Schedule
         * @description Pause a schedule, or let it go on.
         */
        patch: operations["pause_schedule"];
        trace?: never;
    };
    "/api/scraping/schedules/{schedule_id}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Occurrences
         * @description The next moments of a schedule.
         */
        get: operations["occurrences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/schedules/{schedule_id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run Schedule
         * @description Do now what a schedule does, beside its rhythm: also while it is paused.
         */
        post: operations["run_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/schedules/{schedule_id}/skips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Skips
         * @description Moments at which the schedule did not run, and why, newest first.
         */
        get: operations["skips"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scraping/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description The next moments of a rhythm, before it is kept.
         */
        post: operations["preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stage-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Stage Templates
         * @description Templates of stages, in the order they were made; a client's manager sees none.
         */
        get: operations["list_stage_templates"];
        put?: never;
        /**
         * Make Stage Template
         * @description Make a template of stages; it needs one of each of the kinds sourced, hired and rejected.
         */
        post: operations["make_stage_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stage-templates/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stage Template
         * @description One template of stages.
         */
        get: operations["stage_template"];
        /**
         * Change Stage Template
         * @description Replace a template; jobs that were made from it keep their stages.
         */
        put: operations["change_stage_template"];
        post?: never;
        /**
         * Delete Stage Template
         * @description Delete a template; jobs that were made from it keep their stages.
         */
        delete: operations["delete_stage_template"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Today
         * @description What waits for me: replies, interviews, stuck applicants, guarantees that end, runs that failed.
         */
        get: operations["today"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Health
         * @description 200 while PostgreSQL answers (`degraded` without Redis), 503 without it.
         */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs Health
         * @description Whether scraping works: the sites, the queue, the workers, and the last day's runs by site.
         */
        get: operations["jobs_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/queue/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Queue Status
         * @description What waits, what runs, since when, and who works.
         */
        get: operations["queue_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/scrape": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Scrape Now
         * @description Scrape a site now: through the queue, or (`mode=sync`, at most 25 results and a short time) while you wait.
         */
        post: operations["scrape_now"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/scrape/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scrape Status
         * @description How a run stands, and its counts.
         */
        get: operations["scrape_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sites
         * @description The sites that can be scraped: what each needs, how fast it is asked, and how it is now.
         */
        get: operations["sites"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scheduler/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run Scheduler
         * @description Look for due schedules now, as a scheduler does every second.
         */
        post: operations["run_scheduler"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scheduler/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scheduler Status
         * @description Which schedulers are alive, and what is due next.
         */
        get: operations["scheduler_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A run that was made. */
        Accepted: {
            /** @enum {string} */
            execution_mode: "async" | "sync";
            run_id: string;
            status: string;
            task_id: string;
        };
        /** @description The token of an invitation's link, and the password to sign in with from now on. */
        AcceptGiven: {
            /** @description 12 to 256 characters, neither commonly used nor easy to guess, nor one's own name. */
            password: string;
            token: string;
        };
        /** @description What came of one candidate. */
        AddedRow: {
            applicant_id: string | null;
            /** Format: uuid */
            candidate_id: string;
            /** @description Why not, in words. */
            detail: string | null;
            /** @enum {string} */
            outcome: "added" | "already_there" | "no_such_candidate" | "off_limits";
        };
        Answer_Accepted_: {
            data: components["schemas"]["Accepted"];
            /**
             * @default success
             * @constant
             */
            status?: "success";
        };
        Answer_list_SiteShown__: {
            data: components["schemas"]["SiteShown"][];
            /**
             * @default success
             * @constant
             */
            status?: "success";
        };
        Answer_Looked_: {
            data: components["schemas"]["Looked"];
            /**
             * @default success
             * @constant
             */
            status?: "success";
        };
        Answer_QueueShown_: {
            data: components["schemas"]["QueueShown"];
            /**
             * @default success
             * @constant
             */
            status?: "success";
        };
        Answer_RunShown_: {
            data: components["schemas"]["RunShown"];
            /**
             * @default success
             * @constant
             */
            status?: "success";
        };
        Answer_SchedulerShown_: {
            data: components["schemas"]["SchedulerShown"];
            /**
             * @default success
             * @constant
             */
            status?: "success";
        };
        Answer_ScrapingHealth_: {
            data: components["schemas"]["ScrapingHealth"];
            /**
             * @default success
             * @constant
             */
            status?: "success";
        };
        Answer_SyncResult_: {
            data: components["schemas"]["SyncResult"];
            /**
             * @default success
             * @constant
             */
            status?: "success";
        };
        /** @description What to change; what is left out stays. */
        ApplicantChange: {
            note?: string | null;
            reject_reason?: string | null;
            /** @description An interview round of the job's company; null for none. */
            round_id?: string | null;
            stage_id?: string | null;
        };
        /** @description An applicant after a change, and what came of it. */
        ApplicantChanged: {
            /** Format: date-time */
            added_at: string;
            added_by: string | null;
            /** Format: uuid */
            candidate_id: string;
            /** @description False where it was so already. */
            changed: boolean;
            email: string | null;
            employer: string | null;
            headline: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            job_id: string;
            last_interview_at: string | null;
            last_interviewer: string | null;
            last_mail_at: string | null;
            last_mail_event: string | null;
            last_outcome: string | null;
            location: string | null;
            name: string;
            next_interview_at: string | null;
            next_interviewer: string | null;
            phone: string | null;
            /** @description The last day of a guarantee of the person's, in any job. */
            protected_until: string | null;
            reject_reason: string | null;
            replied_at: string | null;
            round_id: string | null;
            /** @description When it came first to a stage of that kind. */
            sent_to_manager_at: string | null;
            stage: string;
            /** Format: uuid */
            stage_id: string;
            /** @enum {string} */
            stage_kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            stage_rank: number;
            /** Format: date-time */
            stage_since: string;
            title: string | null;
            /** @description What was done, in a sentence. */
            told: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description What came of each candidate, in the order asked for. */
        ApplicantsAdded: {
            added: number;
            rows: components["schemas"]["AddedRow"][];
        };
        /** @description Who is to be added to a job's pipeline. */
        ApplicantsGiven: {
            candidate_ids: string[];
            note?: string | null;
            /**
             * @description Add people who are off-limits too; admins only.
             * @default false
             */
            override_off_limits?: boolean;
            stage_id?: string | null;
        };
        /**
         * @description A candidate in a job's pipeline, with what is known of mails, interviews and placements.
         *
         *     A client's manager sees no mails and no guarantee, and contacts from an interview on.
         */
        ApplicantShown: {
            /** Format: date-time */
            added_at: string;
            added_by: string | null;
            /** Format: uuid */
            candidate_id: string;
            email: string | null;
            employer: string | null;
            headline: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            job_id: string;
            last_interview_at: string | null;
            last_interviewer: string | null;
            last_mail_at: string | null;
            last_mail_event: string | null;
            last_outcome: string | null;
            location: string | null;
            name: string;
            next_interview_at: string | null;
            next_interviewer: string | null;
            phone: string | null;
            /** @description The last day of a guarantee of the person's, in any job. */
            protected_until: string | null;
            reject_reason: string | null;
            replied_at: string | null;
            round_id: string | null;
            /** @description When it came first to a stage of that kind. */
            sent_to_manager_at: string | null;
            stage: string;
            /** Format: uuid */
            stage_id: string;
            /** @enum {string} */
            stage_kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            stage_rank: number;
            /** Format: date-time */
            stage_since: string;
            title: string | null;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description An applicant, with the job whose pipeline it is in. */
        ApplicationShown: {
            /** Format: date-time */
            added_at: string;
            added_by: string | null;
            /** Format: uuid */
            candidate_id: string;
            company: string;
            /** Format: uuid */
            company_id: string;
            email: string | null;
            employer: string | null;
            headline: string | null;
            /** Format: uuid */
            id: string;
            job: string;
            /** Format: uuid */
            job_id: string;
            job_status: string;
            last_interview_at: string | null;
            last_interviewer: string | null;
            last_mail_at: string | null;
            last_mail_event: string | null;
            last_outcome: string | null;
            location: string | null;
            name: string;
            next_interview_at: string | null;
            next_interviewer: string | null;
            phone: string | null;
            placement_id: string | null;
            /** @description The last day of a guarantee of the person's, in any job. */
            protected_until: string | null;
            reject_reason: string | null;
            replied_at: string | null;
            round_id: string | null;
            /** @description When it came first to a stage of that kind. */
            sent_to_manager_at: string | null;
            stage: string;
            /** Format: uuid */
            stage_id: string;
            /** @enum {string} */
            stage_kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            stage_rank: number;
            /** Format: date-time */
            stage_since: string;
            title: string | null;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description Who did what to which thing; `before` and `after` hold the values that changed. */
        AuditEntryShown: {
            action: string;
            actor: string;
            after: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            at: string;
            before: {
                [key: string]: unknown;
            } | null;
            correlation_id: string | null;
            id: number;
            thing: string;
            thing_id: string;
        };
        /** @description A place in the board: `row` rows stand before it, and `after` leads to those behind. */
        BoardPlace: {
            after: string;
            row: number;
        };
        /** @description An applicant as the board shows it; `version` is sent back as `If-Match` with a change. */
        BoardRow: {
            /** @description Other open jobs in which the person is active. Empty for a client's person. */
            active_in: number | null;
            /** Format: date-time */
            added_at: string;
            /** @description Empty for a client's person. */
            added_by: string | null;
            /** @description Empty for a client's person. */
            added_by_name: string | null;
            /** Format: uuid */
            candidate_id: string;
            /** @description For a client's person from the stage kind `interview` on. */
            email: string | null;
            employer: string | null;
            headline: string | null;
            /** Format: uuid */
            id: string;
            last_interview_at: string | null;
            last_interviewer: string | null;
            /** @description Empty for a client's person. */
            last_mail_at: string | null;
            /**
             * @description Empty for a client's person.
             * @example sent
             * @example delivered
             * @example opened
             * @example clicked
             * @example bounced
             * @example unsubscribed
             * @example spam
             */
            last_mail_event: string | null;
            /**
             * @example scheduled
             * @example passed
             * @example failed
             * @example undecided
             * @example no_show
             * @example cancelled
             */
            last_outcome: string | null;
            location: string | null;
            name: string;
            next_interview_at: string | null;
            next_interviewer: string | null;
            /** @description Empty for a client's person. */
            notes_count: number | null;
            /** @description Whether a rule in force names the employer. Empty for a client's person. */
            off_limits: boolean | null;
            off_limits_reason: string | null;
            /** @description Empty where the rule has no end. */
            off_limits_until: string | null;
            /** @description The end of a placement's guarantee. Empty for a client's person. */
            protected_until: string | null;
            reject_reason: string | null;
            /** @description Empty for a client's person. */
            replied_at: string | null;
            /** @description The current interview round. */
            round: string | null;
            round_id: string | null;
            /** @description The first time. */
            sent_to_manager_at: string | null;
            /** @description The stage's name in this job. */
            stage: string;
            /** Format: uuid */
            stage_id: string;
            /** @enum {string} */
            stage_kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            /** Format: date-time */
            stage_since: string;
            title: string | null;
            version: number;
        };
        /** @description Counts of a board, and cursors at every n-th row of its order. */
        BoardSummary: {
            /** @description Rows between two places; some lie closer where empty values begin. */
            every: number;
            places: components["schemas"]["BoardPlace"][];
            stages: components["schemas"]["StageCount"][];
            total: number;
        };
        /** @description A campaign to make. */
        CampaignGiven: {
            name: string;
        };
        /** @description A campaign: mails of one job that belong together. */
        CampaignShown: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            job_id: string;
            name: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description A run after somebody asked to cancel it. */
        Cancelled: {
            run_id: string;
            status: string;
        };
        /**
         * @description What is to change of a person; members that are left out stay.
         * @example {
         *       "headline": "Leads teams",
         *       "tags": [
         *         "java",
         *         "lead"
         *       ]
         *     }
         */
        CandidateChange: {
            /**
             * @description Keep it though somebody has this e-mail already.
             * @default false
             */
            allow_twin?: boolean;
            contacts?: components["schemas"]["Contact"][] | null;
            /** @example ada@example.com */
            email?: string | null;
            employer?: string | null;
            headline?: string | null;
            location?: string | null;
            name?: string | null;
            phone?: string | null;
            tags?: string[] | null;
            title?: string | null;
        };
        /** @description One more way to a person. */
        CandidateContactShown: {
            /** @enum {string} */
            kind: "email" | "phone" | "web";
            value: string;
        };
        /**
         * @description A person to be added.
         * @example {
         *       "email": "ada@example.com",
         *       "employer": "Acme GmbH",
         *       "name": "Ada Example",
         *       "tags": [
         *         "java"
         *       ]
         *     }
         */
        CandidateGiven: {
            /**
             * @description Keep it though somebody has this e-mail already.
             * @default false
             */
            allow_twin?: boolean;
            /** @description All further ones: those left out go. */
            contacts?: components["schemas"]["Contact"][];
            /** @example ada@example.com */
            email?: string | null;
            /** @description Its name; the company of that name is found or made. */
            employer?: string | null;
            headline?: string | null;
            location?: string | null;
            name: string;
            phone?: string | null;
            /** @description In lower case; all of them: those left out go. */
            tags?: string[];
            title?: string | null;
        };
        /** @description A person, as far as the caller may see. */
        CandidateShown: {
            contacts: components["schemas"]["CandidateContactShown"][];
            /** Format: date-time */
            created_at: string;
            email: string | null;
            employer: string | null;
            employer_id: string | null;
            headline: string | null;
            /** Format: uuid */
            id: string;
            location: string | null;
            name: string;
            /** @description Of the notes that the caller sees. */
            notes_count: number;
            phone: string | null;
            /** @description Every status that holds, the weightiest first; empty for a client's person. */
            standing: components["schemas"]["StatusShown"][];
            /** @description The weightiest that holds. Null for a client's person, whom other clients do not concern. */
            status: components["schemas"]["StatusShown"] | null;
            tags: string[];
            title: string | null;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description What changes of a company: what is left out stays; null empties website, location and about. */
        CompanyChanges: {
            about?: string | null;
            /**
             * @description Keep the name although another company goes by it; otherwise that is a 409 that names it.
             * @default false
             */
            allow_twin?: boolean;
            domains?: string[] | null;
            is_client?: boolean | null;
            location?: string | null;
            name?: string | null;
            names?: string[] | null;
            website?: string | null;
        };
        /**
         * @description A new company.
         * @example {
         *       "domains": [
         *         "acme.com"
         *       ],
         *       "is_client": true,
         *       "name": "Acme GmbH",
         *       "names": [
         *         "Acme Robotics"
         *       ]
         *     }
         */
        CompanyGiven: {
            about?: string | null;
            /**
             * @description Keep the name although another company goes by it; otherwise that is a 409 that names it.
             * @default false
             */
            allow_twin?: boolean;
            /** @description Its domains, such as acme.com; each is one company's. */
            domains?: string[];
            /** @default false */
            is_client?: boolean;
            location?: string | null;
            name: string;
            /** @description Further names that it goes by. */
            names?: string[];
            website?: string | null;
        };
        /** @description A company as lists show it. */
        CompanyListed: {
            /** Format: date-time */
            created_at: string;
            domains: string[];
            /** Format: uuid */
            id: string;
            is_client: boolean;
            location: string | null;
            name: string;
            names: string[];
            /** Format: date-time */
            updated_at: string;
            version: number;
            website: string | null;
        };
        /** @description A company. */
        CompanyShown: {
            about: string | null;
            /** Format: date-time */
            created_at: string;
            domains: string[];
            /** Format: uuid */
            id: string;
            is_client: boolean;
            location: string | null;
            name: string;
            names: string[];
            /** Format: date-time */
            updated_at: string;
            version: number;
            website: string | null;
        };
        /** @description One more way to a person: another e-mail, a phone number, a page. */
        Contact: {
            /** @enum {string} */
            kind: "email" | "phone" | "web";
            value: string;
        };
        /** @description What changes of a contact: what is left out stays; null empties all but the name. */
        ContactChanges: {
            email?: string | null;
            name?: string | null;
            note?: string | null;
            phone?: string | null;
            title?: string | null;
        };
        /** @description A new contact: a person at the company to speak to. */
        ContactGiven: {
            email?: string | null;
            name: string;
            note?: string | null;
            phone?: string | null;
            title?: string | null;
        };
        /** @description A contact; `note` is the agency's own, and empty for everybody else. */
        ContactShown: {
            /** Format: uuid */
            company_id: string;
            /** Format: date-time */
            created_at: string;
            email: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            note: string | null;
            phone: string | null;
            title: string | null;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description What changes of a contract: what is left out stays; null empties ends_on, fee_percent and terms. */
        ContractChanges: {
            ends_on?: string | null;
            fee_percent?: number | string | null;
            guarantee_days?: number | null;
            starts_on?: string | null;
            terms?: string | null;
            title?: string | null;
        };
        /** @description A new contract with a client. */
        ContractGiven: {
            ends_on?: string | null;
            fee_percent?: number | string | null;
            /** @default 90 */
            guarantee_days?: number;
            /** Format: date */
            starts_on: string;
            terms?: string | null;
            title: string;
        };
        /** @description A contract; `fee_percent` is of the first year's pay. */
        ContractShown: {
            /** Format: uuid */
            company_id: string;
            /** Format: date-time */
            created_at: string;
            ends_on: string | null;
            fee_percent: string | null;
            guarantee_days: number;
            /** Format: uuid */
            id: string;
            /** Format: date */
            starts_on: string;
            terms: string | null;
            title: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description A quarter of an hour. */
        DaySlice: {
            /**
             * Format: date-time
             * @description When it begins.
             */
            at: string;
            ended: number;
            failed: number;
            started: number;
            /** @description Leases that were taken over, of the tasks that ended in it. */
            taken_over: number;
            /** @description Seconds that half of the started tasks had waited at most. */
            waited_p50: number | null;
            waited_p95: number | null;
            /** @description Tasks that waited at its end. */
            waiting: number;
        };
        /** @description A task that runs now. */
        Doing: {
            attempts: number;
            kind: string;
            /** @description When another worker takes it over, unless it is renewed. */
            lease_expires_at: string | null;
            progress: {
                [key: string]: unknown;
            };
            run_id: string | null;
            site_name: string | null;
            /** @description Which of that node's worker processes. */
            slot: number | null;
            started_at: string | null;
            taken_over: number;
            target: string | null;
            task_id: string;
            /** @description The process that holds its lease, such as `worker@host:123`. */
            worker: string | null;
        };
        /** @description How many runs of a site ended in one way. */
        EndedRuns: {
            runs: number;
            site_name: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "partial" | "failed" | "cancelled";
        };
        /** @description A placement whose guarantee is about to end. */
        EndingGuarantee: {
            /** Format: uuid */
            applicant_id: string;
            candidate: string;
            /** Format: uuid */
            candidate_id: string;
            /** Format: uuid */
            id: string;
            job: string;
            /** Format: uuid */
            job_id: string;
            /** Format: date */
            protected_until: string;
            /** Format: date */
            start_date: string;
        };
        /** @description Something that became of a mail. */
        EventGiven: {
            /** @description When it happened; now, where left out. */
            at?: string | null;
            /** @enum {string} */
            event: "sent" | "delivered" | "opened" | "clicked" | "bounced" | "unsubscribed" | "spam";
        };
        /** @description A run that failed. */
        FailedRun: {
            /**
             * Format: date-time
             * @description When it ended.
             */
            at: string;
            message: string | null;
            run_id: string;
            /** @description The name of the schedule that it is of. */
            schedule: string | null;
            site_name: string;
            target: string | null;
        };
        /** @description The way to a search's feed, shown this once; an earlier key does not work any more. */
        FeedKeyShown: {
            key: string;
            /** @description Where the feed is, below this server's address. */
            path: string;
        };
        /** @description Which applicants of the job; what is left out asks nothing, so that an empty filter means all of them. */
        FilterGiven: {
            /** @description Users. */
            added_by?: string[];
            off_limits?: boolean | null;
            /**
             * @description Every word a part of name, headline, employer, e-mail.
             * @default
             */
            q?: string;
            replied?: boolean | null;
            stage_ids?: string[];
        };
        /** @description What a scrape keeps of a site's postings; empty filters keep everything. */
        Filters: {
            /** @description Indeed and Glassdoor only: the country to search in; else usa. */
            country_indeed?: string | null;
            /** @description Job boards only: posted within so many hours. */
            hours_old?: number | null;
            /** @description Keep remote postings only. */
            is_remote?: boolean | null;
            /** @description Job boards only: this kind of work. */
            job_type?: ("fulltime" | "parttime" | "contract" | "temporary" | "internship" | "perdiem" | "other" | "volunteer") | null;
            /** @description Part of a place's name, or `remote`. */
            location?: string | null;
            /** @description Job boards only: pass over so many results. */
            offset?: number | null;
            /** @description Stop after so many; left out: all, and of a job board 25. */
            results_wanted?: number | null;
            /** @description Words that must all stand in title, department or text; or to search for. */
            search_term?: string | null;
        };
        /** @description Something that happened with a person, or is to come. */
        Happening: {
            applicant_id: string | null;
            /**
             * Format: date-time
             * @description When it happened; an interview's time may be to come.
             */
            at: string;
            /** @description The stage before; null where it is the first. */
            before: string | null;
            /** @description Who moved, wrote or logged it; of an interview, who asks. */
            by: string | null;
            /** @description Of this entry; one per thing. */
            id: string;
            job: string | null;
            job_id: string | null;
            /** @enum {string} */
            kind: "stage" | "interview" | "mail" | "note" | "placement";
            /** @description The stage's kind; an interview's status; of a mail `in`, or the newest thing that became of it; of a note `internal` or `shared`. */
            state: string | null;
            /** @description A note's text, or the note on a move or an interview; how a mail begins. */
            text: string | null;
            /** @description The id of the interview, mail, note or placement; of a stage, that of its step. */
            thing_id: string;
            /** @description The stage; an interview's round; a mail's subject; the first day of a placement. */
            title: string | null;
        };
        /** @description Up or down, and no more; details need a sign-in. */
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded";
        };
        /** @description Something that happened to a posting; `changes` holds what was there before and after, by field. */
        HistoryListed: {
            /** Format: date-time */
            at: string;
            changes: {
                [key: string]: unknown[];
            } | null;
            /** @enum {string} */
            news: "new" | "changed" | "closed" | "reopened";
            /** Format: uuid */
            scrape_run_id: string;
        };
        /** @description One step through the stages; without `from_stage` it is the first. */
        HistoryShown: {
            /** Format: date-time */
            at: string;
            by: string;
            by_id: string | null;
            from_kind: string | null;
            from_stage: string | null;
            id: number;
            note: string | null;
            /** @enum {string} */
            to_kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            to_stage: string;
        };
        /** @description A posting that matched a saved search. */
        HitListed: {
            apply_url: string | null;
            changed_at: string | null;
            closed_at: string | null;
            company: string | null;
            department: string | null;
            /** @description Who it is from, read from the vendor's words. */
            employer: string | null;
            employment: ("full_time" | "part_time" | "contract" | "temporary" | "internship" | "apprenticeship" | "volunteer" | "other") | null;
            employment_type: string | null;
            /** Format: date-time */
            first_seen_at: string;
            /** Format: uuid */
            id: string;
            is_remote: boolean | null;
            language: string | null;
            /** Format: date-time */
            last_seen_at: string;
            /** @description `city`, `region`, `country` of each place, and its `words`. */
            locations: {
                [key: string]: unknown;
            }[];
            /** Format: date-time */
            matched_at: string;
            pay_currency: string | null;
            pay_max: string | null;
            pay_min: string | null;
            pay_period: ("hour" | "day" | "week" | "month" | "year") | null;
            places: string[];
            posted_at: string | null;
            requisition: string | null;
            seen_at: string | null;
            site_name: string;
            target: string;
            title: string;
            url: string | null;
            vendor_id: string;
            work_mode: ("remote" | "hybrid" | "onsite") | null;
        };
        /** @description Which matches were looked at. */
        HitsSeen: {
            /** @description All of them when left out. */
            posting_ids?: string[] | null;
        };
        /** @description How many rows came to what; those that are left to do are none of these. */
        ImportCounts: {
            /** @default 0 */
            already_there?: number;
            /**
             * @description In a dry run: would be made.
             * @default 0
             */
            made?: number;
            /** @default 0 */
            refused?: number;
            /** @default 0 */
            updated?: number;
        };
        /** @description A row of a file: what came of it (null: it is not done yet), and why, if it was refused. */
        ImportRowShown: {
            /** @description Of a row that was refused. */
            cells: {
                [key: string]: string;
            } | null;
            message: string | null;
            /** @description As a spreadsheet counts: the header is row 1. */
            number: number;
            outcome: ("made" | "updated" | "already_there" | "refused") | null;
            /** @description What it made or found; of history, the applicant. */
            thing_id: string | null;
        };
        /** @description An import: what it brings in, how it stands, and what came of its rows so far. */
        ImportShown: {
            /** Format: date-time */
            at: string;
            /** @description What each of the file's columns is here; null: it is left out. */
            columns: (string | null)[];
            counts: components["schemas"]["ImportCounts"];
            /** @description SHA-256 of the file. */
            digest: string;
            dry_run: boolean;
            error: string | null;
            file_name: string | null;
            finished_at: string | null;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "companies" | "jobs" | "candidates" | "applicants" | "history";
            made_by: string;
            override_off_limits: boolean;
            /** @description Since then it is not kept any more what came of each row: it cannot go on. */
            rows_cleared_at: string | null;
            rows_count: number;
            /**
             * @description `forgotten`: it ended so long ago that its task is no longer kept.
             * @enum {string}
             */
            state: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "forgotten";
            task_id: string;
        };
        /** @description Those who may be in charge of a job, by name. */
        InCharge: {
            people: components["schemas"]["PersonInCharge"][];
        };
        /** @description What changes of an interview; what is left out stays as it is, null empties. */
        InterviewChanged: {
            interviewer?: string | null;
            interviewer_id?: string | null;
            note?: string | null;
            round_id?: string | null;
            scheduled_at?: string | null;
            status?: ("scheduled" | "passed" | "failed" | "undecided" | "no_show" | "cancelled") | null;
        };
        /** @description An interview to put down: one to come, or one that was held, with its outcome. */
        InterviewGiven: {
            /** @description The name of who asks; where left out, that of the user. */
            interviewer?: string | null;
            /** @description Who asks, where it is a user: staff, or the client's manager. */
            interviewer_id?: string | null;
            note?: string | null;
            /** @description One of the rounds of the job's company. */
            round_id?: string | null;
            /** Format: date-time */
            scheduled_at: string;
            /**
             * @default scheduled
             * @enum {string}
             */
            status?: "scheduled" | "passed" | "failed" | "undecided" | "no_show" | "cancelled";
        };
        /** @description An interview, with whom it is held and for which job. */
        InterviewShown: {
            /** Format: uuid */
            applicant_id: string;
            candidate: string;
            /** Format: uuid */
            candidate_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            interviewer: string | null;
            interviewer_id: string | null;
            job: string;
            /** Format: uuid */
            job_id: string;
            /** @description A client's manager sees it where the interview is the manager's own. */
            note: string | null;
            round: string | null;
            round_id: string | null;
            /** Format: date-time */
            scheduled_at: string;
            /** @enum {string} */
            status: "scheduled" | "passed" | "failed" | "undecided" | "no_show" | "cancelled";
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /**
         * @description Whom to invite, and as what.
         * @example {
         *       "email": "bob@example.com",
         *       "name": "Bob",
         *       "role": "recruiter"
         *     }
         */
        InvitationGiven: {
            /** @description The client that a manager works for; others have none. */
            company_id?: string | null;
            /** @example ada@example.com */
            email: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "recruiter" | "manager";
        };
        /** @description An invitation without its link. */
        InvitationShown: {
            accepted_at: string | null;
            company_id: string | null;
            /** Format: date-time */
            created_at: string;
            email: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            invited_by: string;
            name: string;
            /** @description What is still missing, in a sentence. */
            remark: string | null;
            revoked_at: string | null;
            /** @enum {string} */
            role: "admin" | "recruiter" | "manager";
            /** @enum {string} */
            status: "open" | "accepted" | "revoked" | "expired";
            /** @description Whom it made or let in; of one that is open, whose password it resets: then it invites nobody. */
            user_id: string | null;
        };
        /**
         * @description What to change of a job; what is left out stays.
         * @example {
         *       "status": "open"
         *     }
         * @example {}
         */
        JobChange: {
            /** @description Another client; only while the job has no applicants. */
            company_id?: string | null;
            description?: string | null;
            /** @description Null takes it away. */
            location?: string | null;
            /** @description Null: nobody is in charge. */
            manager_id?: string | null;
            openings_count?: number | null;
            status?: ("draft" | "open" | "on_hold" | "filled" | "cancelled") | null;
            title?: string | null;
        };
        /**
         * @description A job to make.
         * @example {
         *       "company_id": "01890000-0000-7000-8000-000000000000",
         *       "location": "Berlin",
         *       "status": "open"
         *     }
         */
        JobGiven: {
            /**
             * Format: uuid
             * @description The client whose vacancy it is.
             */
            company_id: string;
            /** @default  */
            description?: string;
            location?: string | null;
            /** @description Who is in charge: an active admin or recruiter, or a manager of the client. */
            manager_id?: string | null;
            /**
             * @description How many people are wanted.
             * @default 1
             */
            openings_count?: number;
            /**
             * @default draft
             * @enum {string}
             */
            status?: "draft" | "open" | "on_hold" | "filled" | "cancelled";
            /** @description A stage template whose stages it gets; left out: Sourced, Contacted, … Rejected. */
            template_id?: string | null;
            title: string;
        };
        /** @description A job as lists show it. */
        JobListed: {
            /** @description When it was filled or cancelled; null while it is not. */
            closed_at: string | null;
            /** Format: uuid */
            company_id: string;
            company_name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            location: string | null;
            manager_id: string | null;
            manager_name: string | null;
            /** @description When it was opened first. */
            opened_at: string | null;
            openings_count: number;
            /** @enum {string} */
            status: "draft" | "open" | "on_hold" | "filled" | "cancelled";
            title: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description A job. */
        JobShown: {
            /** @description When it was filled or cancelled; null while it is not. */
            closed_at: string | null;
            /** Format: uuid */
            company_id: string;
            company_name: string;
            /** Format: date-time */
            created_at: string;
            description: string;
            /** Format: uuid */
            id: string;
            location: string | null;
            manager_id: string | null;
            manager_name: string | null;
            /** @description When it was opened first. */
            opened_at: string | null;
            openings_count: number;
            /** @enum {string} */
            status: "draft" | "open" | "on_hold" | "filled" | "cancelled";
            title: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description A stage of a job: one that is there, by its id, or a new one without. */
        JobStageGiven: {
            id?: string | null;
            /** @enum {string} */
            kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            name: string;
        };
        /** @description All stages of a job, in their order; one that is left out is removed. */
        JobStagesGiven: {
            stages: components["schemas"]["JobStageGiven"][];
        };
        /** @description The stages of a job in their order, and the job's version, which changes with them. */
        JobStagesShown: {
            /** Format: uuid */
            job_id: string;
            stages: components["schemas"]["StageShown"][];
            version: number;
        };
        /** @description Which openings become one. */
        JoinGiven: {
            opening_ids: string[];
        };
        /**
         * @description A new API key: either a role or scopes.
         * @example {
         *       "name": "reports",
         *       "scopes": [
         *         "scraping:read"
         *       ]
         *     }
         * @example {
         *       "name": "assistant",
         *       "role": "recruiter"
         *     }
         */
        KeyGiven: {
            expires_at?: string | null;
            name: string;
            role?: ("admin" | "recruiter") | null;
            scopes?: ("scraping:read" | "scraping:write" | "recruiting:read" | "recruiting:write")[];
        };
        /** @description An API key without its secret. */
        KeyShown: {
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            /** @description To ten minutes; null where it was never used. */
            last_used_at: string | null;
            name: string;
            owner_id: string | null;
            prefix: string;
            revoked_at: string | null;
            role: ("admin" | "recruiter") | null;
            scopes: ("scraping:read" | "scraping:write" | "recruiting:read" | "recruiting:write")[];
        };
        /** @description How many would come from stages of one kind. */
        KindCount: {
            count: number;
            /** @enum {string} */
            kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
        };
        /** @description The last 24 hours. */
        LastDay: {
            sites: components["schemas"]["SiteDay"][];
            slices: components["schemas"]["DaySlice"][];
        };
        /** @description A schedule's newest run. */
        LastRun: {
            /** Format: date-time */
            created_at: string;
            finished_at: string | null;
            message: string | null;
            run_id: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "partial" | "failed" | "cancelled";
        };
        Listing_ApplicationShown_: {
            items: components["schemas"]["ApplicationShown"][];
            next?: string | null;
        };
        Listing_AuditEntryShown_: {
            items: components["schemas"]["AuditEntryShown"][];
            next?: string | null;
        };
        Listing_BoardRow_: {
            items: components["schemas"]["BoardRow"][];
            next?: string | null;
        };
        Listing_CampaignShown_: {
            items: components["schemas"]["CampaignShown"][];
            next?: string | null;
        };
        Listing_CandidateShown_: {
            items: components["schemas"]["CandidateShown"][];
            next?: string | null;
        };
        Listing_CompanyListed_: {
            items: components["schemas"]["CompanyListed"][];
            next?: string | null;
        };
        Listing_ContactShown_: {
            items: components["schemas"]["ContactShown"][];
            next?: string | null;
        };
        Listing_ContractShown_: {
            items: components["schemas"]["ContractShown"][];
            next?: string | null;
        };
        Listing_Happening_: {
            items: components["schemas"]["Happening"][];
            next?: string | null;
        };
        Listing_HistoryListed_: {
            items: components["schemas"]["HistoryListed"][];
            next?: string | null;
        };
        Listing_HistoryShown_: {
            items: components["schemas"]["HistoryShown"][];
            next?: string | null;
        };
        Listing_HitListed_: {
            items: components["schemas"]["HitListed"][];
            next?: string | null;
        };
        Listing_ImportRowShown_: {
            items: components["schemas"]["ImportRowShown"][];
            next?: string | null;
        };
        Listing_ImportShown_: {
            items: components["schemas"]["ImportShown"][];
            next?: string | null;
        };
        Listing_InterviewShown_: {
            items: components["schemas"]["InterviewShown"][];
            next?: string | null;
        };
        Listing_InvitationShown_: {
            items: components["schemas"]["InvitationShown"][];
            next?: string | null;
        };
        Listing_JobListed_: {
            items: components["schemas"]["JobListed"][];
            next?: string | null;
        };
        Listing_KeyShown_: {
            items: components["schemas"]["KeyShown"][];
            next?: string | null;
        };
        Listing_MailListed_: {
            items: components["schemas"]["MailListed"][];
            next?: string | null;
        };
        Listing_NewsListed_: {
            items: components["schemas"]["NewsListed"][];
            next?: string | null;
        };
        Listing_NoteShown_: {
            items: components["schemas"]["NoteShown"][];
            next?: string | null;
        };
        Listing_OpeningShown_: {
            items: components["schemas"]["OpeningShown"][];
            next?: string | null;
        };
        Listing_PlacementShown_: {
            items: components["schemas"]["PlacementShown"][];
            next?: string | null;
        };
        Listing_PostingListed_: {
            items: components["schemas"]["PostingListed"][];
            next?: string | null;
        };
        Listing_PostingShown_: {
            items: components["schemas"]["PostingShown"][];
            next?: string | null;
        };
        Listing_ProblemShown_: {
            items: components["schemas"]["ProblemShown"][];
            next?: string | null;
        };
        Listing_ProfileShown_: {
            items: components["schemas"]["ProfileShown"][];
            next?: string | null;
        };
        Listing_RuleShown_: {
            items: components["schemas"]["RuleShown"][];
            next?: string | null;
        };
        Listing_RunShown_: {
            items: components["schemas"]["RunShown"][];
            next?: string | null;
        };
        Listing_ScheduleListed_: {
            items: components["schemas"]["ScheduleListed"][];
            next?: string | null;
        };
        Listing_SearchShown_: {
            items: components["schemas"]["SearchShown"][];
            next?: string | null;
        };
        Listing_SignInShown_: {
            items: components["schemas"]["SignInShown"][];
            next?: string | null;
        };
        Listing_SkipShown_: {
            items: components["schemas"]["SkipShown"][];
            next?: string | null;
        };
        Listing_TemplateShown_: {
            items: components["schemas"]["TemplateShown"][];
            next?: string | null;
        };
        Listing_UserShown_: {
            items: components["schemas"]["UserShown"][];
            next?: string | null;
        };
        /** @description What one look for due schedules started. */
        Looked: {
            /** @description Occurrences that were not run; each schedule's `skips` says why. */
            skipped: number;
            /** @description The runs' ids. */
            started: string[];
        };
        /** @description A mail that was sent to an applicant, or came from one. */
        MailGiven: {
            /** @description When it was sent; now, where left out. */
            at?: string | null;
            /** @description The campaign it belongs to, one of the applicant's job. */
            campaign_id?: string | null;
            /**
             * @default out
             * @enum {string}
             */
            direction?: "out" | "in";
            /** @description What became of it, only for a mail `out`; `sent` where left out. */
            event?: ("sent" | "delivered" | "opened" | "clicked" | "bounced" | "unsubscribed" | "spam") | null;
            /** @description Which mail to this applicant it answers; only for a mail `in`. */
            parent_id?: string | null;
            subject: string;
            /** @default  */
            text?: string;
        };
        /** @description A mail, as a list shows it. */
        MailListed: {
            /** @description The latest mail that answers this one. */
            answer_id: string | null;
            /** Format: uuid */
            applicant_id: string;
            /** Format: date-time */
            at: string;
            campaign_id: string | null;
            /** @enum {string} */
            direction: "out" | "in";
            /** @description The newest thing that became of it. */
            event: ("sent" | "delivered" | "opened" | "clicked" | "bounced" | "unsubscribed" | "spam") | null;
            event_at: string | null;
            /** @description The beginning of its text. */
            excerpt: string;
            /** Format: uuid */
            id: string;
            logged_by: string;
            /** @description The mail that this one answers. */
            parent_id: string | null;
            subject: string;
        };
        /** @description A mail, whole. */
        MailShown: {
            /** @description The latest mail that answers this one. */
            answer_id: string | null;
            /** Format: uuid */
            applicant_id: string;
            /** Format: date-time */
            at: string;
            campaign_id: string | null;
            /** @enum {string} */
            direction: "out" | "in";
            /** @description The newest thing that became of it. */
            event: ("sent" | "delivered" | "opened" | "clicked" | "bounced" | "unsubscribed" | "spam") | null;
            event_at: string | null;
            /** @description The beginning of its text. */
            excerpt: string;
            /** Format: uuid */
            id: string;
            logged_by: string;
            /** @description The mail that this one answers. */
            parent_id: string | null;
            subject: string;
            text: string;
        };
        /** @description A posting in an opening, and why it is there. */
        MemberShown: {
            /** Format: date-time */
            at: string;
            closed_at: string | null;
            company: string | null;
            /** @description `rules`, or who split or joined. */
            decided_by: string;
            employment: ("full_time" | "part_time" | "contract" | "temporary" | "internship" | "apprenticeship" | "volunteer" | "other") | null;
            evidence: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            first_seen_at: string;
            pay_currency: string | null;
            pay_max: string | null;
            pay_min: string | null;
            pay_period: ("hour" | "day" | "week" | "month" | "year") | null;
            places: string[];
            posted_at: string | null;
            /** Format: uuid */
            posting_id: string;
            requisition: string | null;
            site_name: string;
            target: string;
            title: string;
            url: string | null;
            vendor_id: string;
            work_mode: ("remote" | "hybrid" | "onsite") | null;
        };
        /** @description When something will happen. */
        Moments: {
            occurrences: string[];
        };
        /** @description How work goes at this moment. */
        MonitorShown: {
            /** Format: date-time */
            at: string;
            /** @description What runs, the longest first, at most 200. */
            doing: components["schemas"]["Doing"][];
            /** @description What is wrong, and what to do; empty when nothing is. */
            faults: string[];
            next_run_at: string | null;
            oldest_waiting_seconds: number;
            /** @enum {string} */
            redis: "ok" | "away";
            running: number;
            schedulers: components["schemas"]["Node"][];
            schedules_due: number;
            /** @description Tasks whose time has come. */
            waiting: number;
            waiting_for_later: number;
            workers: components["schemas"]["Node"][];
        };
        /** @description How far a move is; those of no outcome yet are missing from it until `asked`. */
        MoveCounts: {
            /** @default 0 */
            already_there?: number;
            asked: number;
            /** @default 0 */
            changed_meanwhile?: number;
            /** @default 0 */
            gone?: number;
            /** @default 0 */
            moved?: number;
        };
        /** @description What a move would do. */
        MoveForeseen: {
            already_there: number;
            asked: number;
            /** @description From which kinds of stages those come that would move. */
            by_kind: components["schemas"]["KindCount"][];
            /**
             * @default true
             * @constant
             */
            dry_run?: true;
            /** @description Of the ids asked for: no applicants of this job. */
            gone: number;
            would_move: number;
        };
        /** @description Which applicants are to be moved, and where to. */
        MoveGiven: {
            /**
             * @description Only count; nothing is moved.
             * @default false
             */
            dry_run?: boolean;
            filter?: components["schemas"]["FilterGiven"] | null;
            ids?: string[] | null;
            note?: string | null;
            reject_reason?: string | null;
            /** Format: uuid */
            to_stage_id: string;
        };
        /** @description A move with one page of its outcomes. */
        MoveOutcomes: {
            /** Format: date-time */
            at: string;
            counts: components["schemas"]["MoveCounts"];
            error: string | null;
            /** Format: uuid */
            id: string;
            items: components["schemas"]["MoveRow"][];
            /** Format: uuid */
            job_id: string;
            made_by: string;
            next?: string | null;
            /** @description Since then it is not kept any more what came of each applicant: it cannot be undone. */
            outcomes_cleared_at: string | null;
            /**
             * @description Of its task; `forgotten` long after its end.
             * @enum {string}
             */
            state: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "forgotten";
            task_id: string;
            to_stage: string | null;
            /** @description Null where each goes back to where it was. */
            to_stage_id: string | null;
            undoes: string | null;
            /** @description The operation that undid it. */
            undone_by: string | null;
        };
        /** @description What came of one applicant; no outcome: it was not its turn yet, or the move was cancelled before. */
        MoveRow: {
            /** Format: uuid */
            applicant_id: string;
            from_stage_id: string | null;
            outcome: ("moved" | "already_there" | "changed_meanwhile" | "gone") | null;
            /** Format: uuid */
            to_stage_id: string;
        };
        /** @description A move in bulk, or the undoing of one. */
        MoveShown: {
            /** Format: date-time */
            at: string;
            counts: components["schemas"]["MoveCounts"];
            error: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            job_id: string;
            made_by: string;
            /** @description Since then it is not kept any more what came of each applicant: it cannot be undone. */
            outcomes_cleared_at: string | null;
            /**
             * @description Of its task; `forgotten` long after its end.
             * @enum {string}
             */
            state: "queued" | "running" | "succeeded" | "failed" | "cancelled" | "forgotten";
            task_id: string;
            to_stage: string | null;
            /** @description Null where each goes back to where it was. */
            to_stage_id: string | null;
            undoes: string | null;
            /** @description The operation that undid it. */
            undone_by: string | null;
        };
        /** @description A move that a worker does now. */
        MoveStarted: {
            asked: number;
            /** Format: uuid */
            operation_id: string;
            task_id: string;
        };
        /** @description A new invitation; `token` and the `link` that holds it are shown this once. */
        NewInvitationShown: {
            accepted_at: string | null;
            company_id: string | null;
            /** Format: date-time */
            created_at: string;
            email: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            invited_by: string;
            link: string;
            name: string;
            /** @description What is still missing, in a sentence. */
            remark: string | null;
            revoked_at: string | null;
            /** @enum {string} */
            role: "admin" | "recruiter" | "manager";
            /** @enum {string} */
            status: "open" | "accepted" | "revoked" | "expired";
            token: string;
            /** @description Whom it made or let in; of one that is open, whose password it resets: then it invites nobody. */
            user_id: string | null;
        };
        /** @description A new API key; `key` is shown this once. */
        NewKeyShown: {
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            key: string;
            /** @description To ten minutes; null where it was never used. */
            last_used_at: string | null;
            name: string;
            owner_id: string | null;
            prefix: string;
            revoked_at: string | null;
            role: ("admin" | "recruiter") | null;
            scopes: ("scraping:read" | "scraping:write" | "recruiting:read" | "recruiting:write")[];
        };
        /** @description Matches that nobody has looked at, of all one's searches together and of each that has some. */
        NewMatches: {
            searches: components["schemas"]["NewOfSearch"][];
            total: number;
        };
        /** @description How many matches of a search nobody has looked at. */
        NewOfSearch: {
            new: number;
            /** Format: uuid */
            search_id: string;
        };
        /** @description News of a posting, and which one it is. */
        NewsListed: {
            /** Format: date-time */
            at: string;
            changes: {
                [key: string]: unknown[];
            } | null;
            closed_at: string | null;
            company: string | null;
            employer: string | null;
            /** @enum {string} */
            news: "new" | "changed" | "closed" | "reopened";
            places: string[];
            /** Format: uuid */
            posting_id: string;
            site_name: string;
            target: string;
            title: string;
            url: string | null;
        };
        /** @description A worker node or scheduler that is alive. */
        Node: {
            host: string;
            id: string;
            /** @description Its worker processes; each does one task at a time. A scheduler has none. */
            processes: number;
            /** Format: date-time */
            seen_at: string;
            /** Format: date-time */
            started_at: string;
        };
        /** @description A note on a person; clients' people see it only when it is not internal. */
        NoteGiven: {
            /** @description The application it is about, one of this person's. */
            applicant_id?: string | null;
            /** @default true */
            is_internal?: boolean;
            text: string;
        };
        /** @description A note on a person. */
        NoteShown: {
            applicant_id: string | null;
            author: string;
            author_id: string | null;
            /** Format: uuid */
            candidate_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            is_internal: boolean;
            text: string;
        };
        /** @description A vacancy, as all its postings together tell of it. */
        OpeningShown: {
            /** @description When the last of its postings was gone; null while one is there. */
            closed_at: string | null;
            employer: string | null;
            /** Format: date-time */
            first_seen_at: string;
            /** Format: uuid */
            id: string;
            locations: {
                [key: string]: unknown;
            }[];
            postings_count: number;
            title: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description An opening with its postings. */
        OpeningWhole: {
            /** @description When the last of its postings was gone; null while one is there. */
            closed_at: string | null;
            employer: string | null;
            /** Format: date-time */
            first_seen_at: string;
            /** Format: uuid */
            id: string;
            locations: {
                [key: string]: unknown;
            }[];
            members: components["schemas"]["MemberShown"][];
            postings_count: number;
            title: string;
            /** Format: date-time */
            updated_at: string;
        };
        /** @description A change of one's own password. */
        OwnPasswordGiven: {
            current_password: string;
            /** @description 12 to 256 characters, neither commonly used nor easy to guess, nor one's own name. */
            new_password: string;
        };
        /** @description Whether a schedule runs. */
        Paused: {
            enabled: boolean;
        };
        /** @description A schedule that paused itself. */
        PausedSchedule: {
            /** Format: uuid */
            id: string;
            name: string;
            paused_because: string;
            site_name: string;
            target: string | null;
        };
        /** @description Who may be in charge of a job. */
        PersonInCharge: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "recruiter" | "manager";
        };
        /** @description What changes of a placement; what is left out stays as it is. Null takes fee and currency away. */
        PlacementChanged: {
            currency?: string | null;
            fee?: string | number | null;
            guarantee_days?: number | null;
            start_date?: string | null;
        };
        /** @description A placement to put down. */
        PlacementGiven: {
            /** @description Of the fee, in three letters. */
            currency?: string | null;
            fee?: string | number | null;
            /** @description Days of guarantee from the start on; where left out, those of the contract then in force. */
            guarantee_days?: number | null;
            /** @description Who placed: you, where left out. Only an admin names others. */
            placed_by?: string | null;
            /** Format: date */
            start_date: string;
        };
        /**
         * @description A placement, with who was placed and where.
         *
         *     A client's manager sees the start alone. Fees are shown to admins, and to the recruiter who placed.
         */
        PlacementShown: {
            /** Format: uuid */
            applicant_id: string;
            candidate: string;
            /** Format: uuid */
            candidate_id: string;
            /** Format: date-time */
            created_at: string;
            currency: string | null;
            fee: string | null;
            guarantee_days: number | null;
            /** Format: uuid */
            id: string;
            job: string;
            /** Format: uuid */
            job_id: string;
            placed_by: string | null;
            /** @description The guarantee's end. */
            protected_until: string | null;
            /** Format: date */
            start_date: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description One position of a person's history; times as the source writes them. */
        Position: {
            begins?: string | null;
            employer?: string | null;
            ends?: string | null;
            location?: string | null;
            text?: string | null;
            title?: string | null;
        };
        /** @description A posting as lists show it: the vendor's words, and what they mean. */
        PostingListed: {
            apply_url: string | null;
            changed_at: string | null;
            closed_at: string | null;
            company: string | null;
            department: string | null;
            /** @description Who it is from, read from the vendor's words. */
            employer: string | null;
            employment: ("full_time" | "part_time" | "contract" | "temporary" | "internship" | "apprenticeship" | "volunteer" | "other") | null;
            employment_type: string | null;
            /** Format: date-time */
            first_seen_at: string;
            /** Format: uuid */
            id: string;
            is_remote: boolean | null;
            language: string | null;
            /** Format: date-time */
            last_seen_at: string;
            /** @description `city`, `region`, `country` of each place, and its `words`. */
            locations: {
                [key: string]: unknown;
            }[];
            pay_currency: string | null;
            pay_max: string | null;
            pay_min: string | null;
            pay_period: ("hour" | "day" | "week" | "month" | "year") | null;
            places: string[];
            posted_at: string | null;
            requisition: string | null;
            site_name: string;
            target: string;
            title: string;
            url: string | null;
            vendor_id: string;
            work_mode: ("remote" | "hybrid" | "onsite") | null;
        };
        /** @description A posting, as a run's list shows it. */
        PostingShown: {
            apply_url: string | null;
            changed_at: string | null;
            company: string | null;
            department: string | null;
            employment_type: string | null;
            /** Format: date-time */
            first_seen_at: string;
            /** Format: uuid */
            id: string;
            is_remote: boolean | null;
            /** Format: date-time */
            last_seen_at: string;
            /** @enum {string} */
            news: "new" | "changed" | "reopened" | "closed" | "unchanged";
            places: string[];
            posted_at: string | null;
            requisition: string | null;
            salary: {
                [key: string]: unknown;
            };
            site_name: string;
            target: string;
            title: string;
            url: string | null;
            vendor_id: string;
        };
        /** @description A posting with all that is known of it. */
        PostingWhole: {
            apply_url: string | null;
            changed_at: string | null;
            closed_at: string | null;
            company: string | null;
            department: string | null;
            /** @description Sanitised: it holds no scripts, handlers or styles. */
            description_html: string | null;
            /** @description Who it is from, read from the vendor's words. */
            employer: string | null;
            employment: ("full_time" | "part_time" | "contract" | "temporary" | "internship" | "apprenticeship" | "volunteer" | "other") | null;
            employment_type: string | null;
            /** Format: date-time */
            first_seen_at: string;
            /** @description The latest news of it; `/history` has all. */
            history: components["schemas"]["HistoryListed"][];
            /** Format: uuid */
            id: string;
            is_remote: boolean | null;
            language: string | null;
            /** Format: date-time */
            last_seen_at: string;
            /** @description `city`, `region`, `country` of each place, and its `words`. */
            locations: {
                [key: string]: unknown;
            }[];
            /** @description Its opening; null until it was matched. */
            opening_id: string | null;
            pay_currency: string | null;
            /** @description The words that the pay was read from. */
            pay_evidence: string | null;
            pay_max: string | null;
            pay_min: string | null;
            pay_period: ("hour" | "day" | "week" | "month" | "year") | null;
            places: string[];
            posted_at: string | null;
            /** @description The vendor's item, whole. */
            raw: {
                [key: string]: unknown;
            };
            requisition: string | null;
            /** @description The vendor's own figures. */
            salary: {
                [key: string]: unknown;
            };
            site_name: string;
            target: string;
            title: string;
            url: string | null;
            vendor_id: string;
            work_mode: ("remote" | "hybrid" | "onsite") | null;
        };
        /**
         * @description A rhythm to look at before it is kept.
         * @example {
         *       "count": 3,
         *       "cron": "0 6 * * 1-5",
         *       "time_zone": "Europe/Berlin"
         *     }
         */
        PreviewRequest: {
            /** @default 5 */
            count?: number;
            cron?: string | null;
            interval_minutes?: number | null;
            /** @default UTC */
            time_zone?: string;
        };
        /** @description An error as RFC 9457 has it; `detail` is written for the person who reads it. */
        Problem: {
            /** @description Quote this when you ask for help: every log line of the request carries it. */
            correlation_id: string;
            detail: string;
            status: number;
            title: string;
            /** @default about:blank */
            type?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description What went wrong in a run: a page that failed, or an item that was dropped. */
        ProblemShown: {
            /** Format: date-time */
            at: string;
            id: number;
            /** @enum {string} */
            kind: "error" | "drop";
            page: number | null;
            reason: string;
            title: string | null;
            vendor_id: string | null;
        };
        /**
         * @description A profile as it was read; what is left out stays as it was read before.
         * @example {
         *       "employer": "Acme GmbH",
         *       "headline": "Backend engineer",
         *       "name": "Ada Example",
         *       "source": "linkedin",
         *       "url": "https://www.linkedin.com/in/ada-example"
         *     }
         */
        ProfileGiven: {
            employer?: string | null;
            headline?: string | null;
            history?: components["schemas"]["Position"][] | null;
            location?: string | null;
            name: string;
            /** @example linkedin */
            source: string;
            title?: string | null;
            url: string;
        };
        /** @description A person's profile elsewhere; `url` is null as long as the caller may not see how to reach the person. */
        ProfileShown: {
            /** Format: uuid */
            candidate_id: string;
            /** Format: date-time */
            created_at: string;
            employer: string | null;
            employer_id: string | null;
            headline: string | null;
            history: {
                [key: string]: unknown;
            }[];
            /** Format: uuid */
            id: string;
            location: string | null;
            name: string;
            /** Format: date-time */
            seen_at: string;
            source: string;
            title: string | null;
            url: string | null;
        };
        /** @description What waits and what runs, by the rows in PostgreSQL, and who works. */
        QueueShown: {
            /** @description What Redis still has to deliver; null while it is away. */
            deliveries_in_redis: number | null;
            oldest_waiting_seconds: number;
            queue: string;
            /** @enum {string} */
            redis: "ok" | "away";
            running: number;
            /** @description Tasks whose time has come. */
            waiting: number;
            /** @description Tasks that wait for a later time, such as the next try. */
            waiting_for_later: number;
            workers: components["schemas"]["WorkerShown"][];
        };
        /** @description Something that went wrong in a run, and how often. */
        Reason: {
            count: number;
            first_page: number | null;
            /** @enum {string} */
            kind: "error" | "drop";
            /** Format: date-time */
            last_at: string;
            last_page: number | null;
            reason: string;
        };
        /** @description The refresh token of the last answer; left out where a cookie holds it. */
        RefreshGiven: {
            refresh_token?: string | null;
        };
        /** @description An interview round: with its id one that there is, without one a new one. */
        RoundGiven: {
            id?: string | null;
            name: string;
        };
        /** @description All interview rounds of a company, in their order. */
        RoundsGiven: {
            rounds: components["schemas"]["RoundGiven"][];
        };
        /** @description An interview round. */
        RoundShown: {
            /** Format: uuid */
            id: string;
            name: string;
            position: number;
        };
        /** @description All interview rounds of a company, in their order. */
        RoundsShown: {
            rounds: components["schemas"]["RoundShown"][];
        };
        /** @description What changes of a rule: what is left out stays; null empties ends_on. */
        RuleChanges: {
            ends_on?: string | null;
            reason?: string | null;
            starts_on?: string | null;
        };
        /** @description A new rule on one of a client's contracts: whose people must not be approached, why, and when. */
        RuleGiven: {
            /**
             * Format: uuid
             * @description The company that is off limits; the client itself, or another.
             */
            company_id: string;
            /** Format: uuid */
            contract_id: string;
            /** @description Its last day; the contract's, if left out. */
            ends_on?: string | null;
            reason: string;
            /** @description Today, if left out. */
            starts_on?: string | null;
        };
        /** @description An off-limits rule; `in_force_until` is its last day or its contract's, and empty where neither ends. */
        RuleShown: {
            /** Format: uuid */
            client_id: string;
            client_name: string;
            /** Format: uuid */
            company_id: string;
            company_name: string;
            /** Format: uuid */
            contract_id: string;
            contract_title: string;
            /** Format: date-time */
            created_at: string;
            ends_on: string | null;
            /** Format: uuid */
            id: string;
            /** @description Whether it holds today: begun, not over, and its contract has begun. */
            in_force: boolean;
            in_force_until: string | null;
            made_by: string;
            reason: string;
            /** Format: date */
            starts_on: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description A run, with its counts. */
        RunShown: {
            changed_count: number;
            closed_count: number;
            /** @description Every page of the board was read. */
            complete: boolean;
            completed_pages: number;
            correlation_id: string | null;
            /** Format: date-time */
            created_at: string;
            details_count: number;
            dropped_count: number;
            errors_count: number;
            filtered_count: number;
            finished_at: string | null;
            message: string | null;
            new_count: number;
            occurrence?: string | null;
            payload: {
                [key: string]: unknown;
            };
            reopened_count: number;
            requested_by: string | null;
            requested_pages: number;
            retries: number;
            retry_of: string | null;
            run_id: string;
            schedule_id?: string | null;
            seen_count: number;
            site_name: string;
            started_at: string | null;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "partial" | "failed" | "cancelled";
            target: string | null;
            task_id: string | null;
            /** @enum {string} */
            trigger: "schedule" | "manual";
            unchanged_count: number;
            /**
             * Format: date-time
             * @description When it came as far as it is now: its last page, pause or end.
             */
            updated_at: string;
        };
        /** @description What a run changed, moment by moment. */
        RunStored: {
            /** @description The last 500, oldest first. */
            moments: components["schemas"]["StoredAt"][];
        };
        /** @description How a run's task stands, and what went wrong in it. */
        RunWork: {
            /** @description How often a worker took it up: after a pause, or after another one died. */
            attempts: number;
            cancel_requested_at: string | null;
            /** @description When a waiting run is taken up, at the earliest. */
            goes_on_at: string | null;
            reasons: components["schemas"]["Reason"][];
            taken_over: number;
            worker: string | null;
        };
        /** @description A search as it is kept: the same filters as lists take. */
        SavedQuery: {
            /** @description Words of its name, or their beginnings. */
            company?: string | null;
            /** @description In two letters (ISO 3166-1); may be repeated. */
            country?: string[] | null;
            /** @description In three letters (ISO 4217), such as EUR. */
            currency?: string | null;
            /** @description May be repeated. */
            employment?: ("full_time" | "part_time" | "contract" | "temporary" | "internship" | "apprenticeship" | "volunteer" | "other")[] | null;
            /** @description What the posting's pay reaches; needs `currency`. */
            pay_at_least?: number | null;
            /**
             * @description What `pay_at_least` is for; pay of other periods is converted (2,080 hours are a year).
             * @default year
             * @enum {string}
             */
            pay_period?: "hour" | "day" | "week" | "month" | "year";
            /** @description A city, a region or a country, also by its other names (Köln is Cologne); or any words of a place, as postings write it. */
            place?: string | null;
            /** @description By the vendor's own date. */
            posted_since?: string | null;
            /**
             * @description Words, all of which must stand in the posting; "a phrase"; -without; beginnings*. Accents and case do not matter.
             * @example "data engineer" python -senior
             */
            q?: string | null;
            /** @description Found here since then. */
            seen_since?: string | null;
            site?: string | null;
            /**
             * @description Whether it still stands there.
             * @default open
             * @enum {string}
             */
            state?: "open" | "closed" | "all";
            /** @description The board, as scrapes name it. */
            target?: string | null;
            /** @description May be repeated. */
            work_mode?: ("remote" | "hybrid" | "onsite")[] | null;
        };
        /** @description A schedule, with its newest run. */
        ScheduleListed: {
            /** Format: date-time */
            created_at: string;
            cron: string | null;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            interval_minutes: number | null;
            last_run: components["schemas"]["LastRun"] | null;
            last_run_at: string | null;
            max_pause_seconds: number;
            max_retries: number;
            min_pause_seconds: number;
            /** @enum {string} */
            misfire_policy: "skip" | "once";
            name: string;
            next_run_at: string | null;
            /** @description Why Job Center itself paused it; null where a person did. */
            paused_because: string | null;
            payload: {
                [key: string]: unknown;
            };
            site_name: string;
            target: string | null;
            time_zone: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /**
         * @description A schedule to make, whole.
         * @example {
         *       "interval_minutes": 60,
         *       "name": "Stripe",
         *       "site_name": "greenhouse",
         *       "target": "stripe"
         *     }
         * @example {
         *       "cron": "0 6 * * 1-5",
         *       "name": "Acme on weekdays",
         *       "site_name": "lever",
         *       "target": "acme",
         *       "time_zone": "Europe/Berlin"
         *     }
         */
        ScheduleRequest: {
            /** @description Five fields, in `time_zone`; instead of an interval. */
            cron?: string | null;
            /** @default true */
            enabled?: boolean;
            /** @description Minutes between runs, give or take 10 %; 60 when no cron is given. */
            interval_minutes?: number | null;
            /** @default 8 */
            max_pause_seconds?: number;
            /** @default 3 */
            max_retries?: number;
            /** @default 2 */
            min_pause_seconds?: number;
            /**
             * @description What to do with a moment that was missed.
             * @default once
             * @enum {string}
             */
            misfire_policy?: "skip" | "once";
            name: string;
            /** @default {} */
            payload?: components["schemas"]["Filters"];
            /** @enum {string} */
            site_name: "greenhouse" | "lever" | "ashby" | "smartrecruiters" | "workday" | "workable" | "recruitee" | "personio" | "bamboohr" | "teamtailor" | "careers" | "indeed" | "linkedin" | "glassdoor" | "zip_recruiter" | "google" | "bayt" | "naukri" | "bdjobs" | "hellowork";
            target?: string | null;
            /** @default UTC */
            time_zone?: string;
        };
        /** @description A scheduler that is alive. */
        SchedulerInstance: {
            host: string;
            id: string;
            /** Format: date-time */
            seen_at: string;
            /** Format: date-time */
            started_at: string;
        };
        /** @description Which schedulers are alive, and what is due next. */
        SchedulerShown: {
            due: number;
            enabled: number;
            instances: components["schemas"]["SchedulerInstance"][];
            next_run_at: string | null;
            schedules: number;
            /** @enum {string} */
            status: "running" | "stopped";
        };
        /** @description A schedule. */
        ScheduleShown: {
            /** Format: date-time */
            created_at: string;
            cron: string | null;
            enabled: boolean;
            /** Format: uuid */
            id: string;
            interval_minutes: number | null;
            last_run_at: string | null;
            max_pause_seconds: number;
            max_retries: number;
            min_pause_seconds: number;
            /** @enum {string} */
            misfire_policy: "skip" | "once";
            name: string;
            next_run_at: string | null;
            /** @description Why Job Center itself paused it; null where a person did. */
            paused_because: string | null;
            payload: {
                [key: string]: unknown;
            };
            site_name: string;
            target: string | null;
            time_zone: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /**
         * @description A scrape to run now.
         * @example {
         *       "results_wanted": 20,
         *       "site_name": "greenhouse",
         *       "target": "stripe"
         *     }
         */
        ScrapeRequest: {
            /** @description Indeed and Glassdoor only: the country to search in; else usa. */
            country_indeed?: string | null;
            /** @description Job boards only: posted within so many hours. */
            hours_old?: number | null;
            /** @description Keep remote postings only. */
            is_remote?: boolean | null;
            /** @description Job boards only: this kind of work. */
            job_type?: ("fulltime" | "parttime" | "contract" | "temporary" | "internship" | "perdiem" | "other" | "volunteer") | null;
            /** @description Part of a place's name, or `remote`. */
            location?: string | null;
            /** @default 8 */
            max_pause_seconds?: number;
            /** @default 3 */
            max_retries?: number;
            /** @default 2 */
            min_pause_seconds?: number;
            /** @description Job boards only: pass over so many results. */
            offset?: number | null;
            /** @description Stop after so many; left out: all, and of a job board 25. */
            results_wanted?: number | null;
            /** @description Words that must all stand in title, department or text; or to search for. */
            search_term?: string | null;
            /**
             * @description One of `GET /jobs/sites`.
             * @enum {string}
             */
            site_name: "greenhouse" | "lever" | "ashby" | "smartrecruiters" | "workday" | "workable" | "recruitee" | "personio" | "bamboohr" | "teamtailor" | "careers" | "indeed" | "linkedin" | "glassdoor" | "zip_recruiter" | "google" | "bayt" | "naukri" | "bdjobs" | "hellowork";
            /** @description The board's name at an ATS, such as `stripe` at Greenhouse. */
            target?: string | null;
        };
        /** @description Whether scraping works, and what hinders it. */
        ScrapingHealth: {
            /** @description What is wrong, and what to do; empty when nothing is. */
            faults: string[];
            last_day: components["schemas"]["EndedRuns"][];
            queue: components["schemas"]["QueueShown"];
            sites: string[];
            /** @enum {string} */
            status: "ok" | "degraded";
            /** @description Of Job Center. */
            version: string;
        };
        /**
         * @description A search to be saved.
         * @example {
         *       "name": "Data in Berlin",
         *       "query": {
         *         "place": "Berlin",
         *         "q": "data engineer"
         *       }
         *     }
         */
        SearchGiven: {
            name: string;
            query: components["schemas"]["SavedQuery"];
        };
        /** @description A saved search; new matches are looked for every minute. */
        SearchShown: {
            /** Format: date-time */
            created_at: string;
            has_feed: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            query: components["schemas"]["SavedQuery"];
            /**
             * Format: date-time
             * @description Up to when postings have been looked through.
             */
            told_until: string;
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description How many matches became seen by this. */
        SeenCount: {
            seen: number;
        };
        /** @description Who signs in. */
        SignInGiven: {
            /** @example ada@example.com */
            email: string;
            password: string;
        };
        /** @description A sign-in of one's own that goes on. */
        SignInShown: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /** @description Whether it is the one that is asking. */
            is_this_one: boolean;
            /** @description To the life of an access token; null where it is not known. */
            last_used_at: string | null;
            /** @description What the program that signed in calls itself. */
            user_agent: string | null;
        };
        /** @description How the runs of a site went in the last day. */
        SiteDay: {
            cancelled: number;
            failed: number;
            median_seconds: number | null;
            /** @description New postings. */
            new: number;
            partial: number;
            site_name: string;
            succeeded: number;
        };
        /** @description A site that can be scraped. */
        SiteShown: {
            address: string;
            closed_until: string | null;
            /** @description How it is at the moment, in a sentence. */
            health: string;
            /** @enum {string} */
            kind: "ats" | "careers" | "board";
            label: string;
            last_refusal: string | null;
            last_success_at: string | null;
            name: string;
            needs_search_term: boolean;
            needs_target: boolean;
            requests_per_second: number;
            slowdown: number;
            target_hint: string;
            /** @description Whether this process could scrape it now. */
            usable: boolean;
        };
        /** @description An occurrence that did not run, and why. */
        SkipShown: {
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            occurrence: string;
            reason: string;
        };
        /** @description Which postings leave an opening for one of their own. */
        SplitGiven: {
            posting_ids: string[];
        };
        /** @description A stage of the job, and how many applicants stand there. */
        StageCount: {
            count: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            name: string;
        };
        /** @description A stage of a template. */
        StageGiven: {
            /** @enum {string} */
            kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            name: string;
        };
        /** @description A stage of a job. */
        StageShown: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            name: string;
            position: number;
        };
        /** @description The computed status, why, and until when where that is known. */
        StatusShown: {
            /** @enum {string} */
            kind: "available" | "active" | "placed" | "off_limits";
            reason: string | null;
            until: string | null;
        };
        /** @description What a run stored at one moment: a page of it, as far as that brought something. */
        StoredAt: {
            /** Format: date-time */
            at: string;
            changed: number;
            closed: number;
            new: number;
            reopened: number;
        };
        /** @description Somebody who has not moved for long. */
        StuckApplicant: {
            /** Format: uuid */
            applicant_id: string;
            candidate: string;
            /** Format: uuid */
            candidate_id: string;
            job: string;
            /** Format: uuid */
            job_id: string;
            stage: string;
            /** @enum {string} */
            stage_kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            /** Format: date-time */
            stage_since: string;
        };
        /** @description A run that was done at once, with what it found. */
        SyncResult: {
            count: number;
            /**
             * @default sync
             * @enum {string}
             */
            execution_mode?: "async" | "sync";
            jobs: components["schemas"]["PostingShown"][];
            message: string | null;
            run_id: string;
            status: string;
            task_id: string;
        };
        /** @description A tag, and how many people have it. */
        TagCount: {
            count: number;
            tag: string;
        };
        /** @description Tags, most used first. */
        TagsUsed: {
            tags: components["schemas"]["TagCount"][];
        };
        /**
         * @description A template of stages, whole.
         * @example {
         *       "name": "Short",
         *       "stages": [
         *         {
         *           "kind": "sourced",
         *           "name": "Found"
         *         },
         *         {
         *           "kind": "hired",
         *           "name": "Hired"
         *         },
         *         {
         *           "kind": "rejected",
         *           "name": "Rejected"
         *         }
         *       ]
         *     }
         */
        TemplateGiven: {
            name: string;
            stages: components["schemas"]["StageGiven"][];
        };
        /** @description A template of stages: what jobs that are made from it begin with. */
        TemplateShown: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            name: string;
            stages: components["schemas"]["TemplateStageShown"][];
            /** Format: date-time */
            updated_at: string;
            version: number;
        };
        /** @description A stage of a template. */
        TemplateStageShown: {
            /** @enum {string} */
            kind: "sourced" | "contacted" | "qualified" | "sent_to_manager" | "interview" | "offer" | "hired" | "rejected";
            name: string;
        };
        /** @description What waits for whoever asks. */
        Today: {
            /** @description Of the last day. Empty for a client's person. */
            failed_runs: components["schemas"]["Waiting_FailedRun_"];
            /** @description That end within thirty days. Empty for a client's person. */
            guarantees: components["schemas"]["Waiting_EndingGuarantee_"];
            /** @description Of the next seven days. */
            interviews: components["schemas"]["Waiting_WaitingInterview_"];
            /** @description Empty for a client's person. */
            paused_schedules: components["schemas"]["Waiting_PausedSchedule_"];
            /** @description Who has not moved for so many days is stuck. */
            quiet_days: number;
            /** @description Empty for a client's person. */
            replies: components["schemas"]["Waiting_WaitingReply_"];
            stuck: components["schemas"]["Waiting_StuckApplicant_"];
            /** @description Held in the last sixty days, the newest first. */
            without_outcome: components["schemas"]["Waiting_WaitingInterview_"];
        };
        /** @description The tokens of a sign-in; each refresh token works once. */
        TokensShown: {
            access_token: string;
            /** @description Seconds that the access token lasts. */
            expires_in: number;
            /** @description Null where a cookie keeps it. */
            refresh_token: string | null;
            /**
             * @default bearer
             * @constant
             */
            token_type?: "bearer";
        };
        /** @description What changes of a user; what is left out or null stays. */
        UserChanges: {
            /** @description The client that a manager works for; others have none. */
            company_id?: string | null;
            is_active?: boolean | null;
            name?: string | null;
            role?: ("admin" | "recruiter" | "manager") | null;
        };
        /**
         * @description A new user.
         * @example {
         *       "email": "ada@example.com",
         *       "name": "Ada",
         *       "password": "a long passphrase",
         *       "role": "recruiter"
         *     }
         */
        UserGiven: {
            /** @description The client that a manager works for; others have none. */
            company_id?: string | null;
            /** @example ada@example.com */
            email: string;
            name: string;
            password?: string | null;
            /** @enum {string} */
            role: "admin" | "recruiter" | "manager";
        };
        /** @description A user. */
        UserShown: {
            company_id: string | null;
            /** Format: date-time */
            created_at: string;
            email: string;
            /** Format: uuid */
            id: string;
            is_active: boolean;
            last_sign_in_at: string | null;
            name: string;
            /** @description What is still missing, in a sentence. */
            remark: string | null;
            /** @enum {string} */
            role: "admin" | "recruiter" | "manager";
        };
        Waiting_EndingGuarantee_: {
            /** @description Whether there are more than these 20. */
            has_more: boolean;
            items: components["schemas"]["EndingGuarantee"][];
        };
        Waiting_FailedRun_: {
            /** @description Whether there are more than these 20. */
            has_more: boolean;
            items: components["schemas"]["FailedRun"][];
        };
        Waiting_PausedSchedule_: {
            /** @description Whether there are more than these 20. */
            has_more: boolean;
            items: components["schemas"]["PausedSchedule"][];
        };
        Waiting_StuckApplicant_: {
            /** @description Whether there are more than these 20. */
            has_more: boolean;
            items: components["schemas"]["StuckApplicant"][];
        };
        Waiting_WaitingInterview_: {
            /** @description Whether there are more than these 20. */
            has_more: boolean;
            items: components["schemas"]["WaitingInterview"][];
        };
        Waiting_WaitingReply_: {
            /** @description Whether there are more than these 20. */
            has_more: boolean;
            items: components["schemas"]["WaitingReply"][];
        };
        /** @description An interview that is to come, or that was and has no outcome. */
        WaitingInterview: {
            /** Format: uuid */
            applicant_id: string;
            candidate: string;
            /** Format: uuid */
            candidate_id: string;
            /** Format: uuid */
            id: string;
            interviewer: string | null;
            job: string;
            /** Format: uuid */
            job_id: string;
            round: string | null;
            /** Format: date-time */
            scheduled_at: string;
        };
        /** @description Somebody who answered, and has not been written to since. */
        WaitingReply: {
            /** Format: uuid */
            applicant_id: string;
            candidate: string;
            /** Format: uuid */
            candidate_id: string;
            job: string;
            /** Format: uuid */
            job_id: string;
            /** Format: date-time */
            replied_at: string;
            stage: string;
        };
        /** @description How people sign in here; `provider` is its host's name, where there is one to sign in at. */
        WaysIn: {
            password: boolean;
            provider: string | null;
        };
        /** @description A worker node that is alive. */
        WorkerShown: {
            host: string;
            id: string;
            /** @description Its worker processes; each does one task at a time. */
            processes: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_audit: {
        parameters: {
            query?: {
                /** @description Who: `user:ada@example.com`, `key:reports`. */
                actor?: string | null;
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description Only this kind of thing, such as `company`. */
                thing?: string | null;
                /** @description Only the one with this id; needs `thing`. */
                thing_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_AuditEntryShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_invitations: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_InvitationShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInvitationShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description `cookie`: keep the refresh token in a cookie that no script reads, and not in the answer. */
                "X-Refresh-Token"?: "cookie" | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_keys: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_KeyShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnPasswordGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_own_sign_ins: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_SignInShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_own_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sign_in_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    return_from_provider: {
        parameters: {
            query?: {
                code?: string | null;
                error?: string | null;
                iss?: string | null;
                state?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensShown"];
                };
            };
            /** @description On to the page that a browser wanted to see. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_at_provider: {
        parameters: {
            query?: {
                /** @description The page of the web application to return to. */
                back?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description On to the provider. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: {
                /** @description `cookie`: keep the refresh token in a cookie that no script reads, and not in the answer. */
                "X-Refresh-Token"?: "cookie" | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ways_to_sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaysIn"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: {
                /** @description `cookie`: keep the refresh token in a cookie that no script reads, and not in the answer. */
                "X-Refresh-Token"?: "cookie" | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_users: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_UserShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChanges"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forget_identities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_reset_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewInvitationShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_sign_ins: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applicant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicantShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_one: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                applicant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicantChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicantChanged"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applicant_history: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                applicant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_HistoryShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_interviews_of_applicant: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                applicant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_InterviewShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_interview: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                applicant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InterviewGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterviewShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_mails: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                applicant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_MailListed_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    log_mail: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                applicant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MailGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    placement_of_applicant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                applicant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_placement: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                applicant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlacementGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    move_in_bulk: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description Only applicants of this outcome. */
                outcome?: ("moved" | "already_there" | "changed_meanwhile" | "gone") | null;
            };
            header?: never;
            path: {
                operation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoveOutcomes"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_move: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoveShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo_move: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoveStarted"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_candidates: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Who works for this company. */
                employer_id?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description Words of a name, or their beginnings (order, accents and case do not matter), or a whole e-mail address, known by its @. By name, the list is in the order of names. */
                q?: string | null;
                /** @description Who has this tag. */
                tag?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_CandidateShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_candidate: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CandidateGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    candidate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                candidate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_candidate: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                candidate_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CandidateChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CandidateShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_applications: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                candidate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ApplicationShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_notes: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                candidate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_NoteShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_note: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                candidate_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                candidate_id: string;
                note_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_profiles: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                candidate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ProfileShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_profile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                candidate_id: string;
                profile_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    timeline: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Only of these kinds. */
                kind?: ("stage" | "interview" | "mail" | "note" | "placement")[] | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                candidate_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_Happening_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tags: {
        parameters: {
            query?: {
                /** @description How they begin. */
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagsUsed"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_companies: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Only clients, or only the others. */
                is_client?: boolean | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description A part of any of its names or domains; their beginning, under 3 letters. */
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_CompanyListed_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_company: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    company: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_company: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompanyChanges"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_company_contacts: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ContactShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_company_contact: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_company_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company_id: string;
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_company_contact: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                company_id: string;
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactChanges"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_contracts: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ContractShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_contract: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContractGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_contract: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                company_id: string;
                contract_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContractChanges"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_off_limits_rules: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_RuleShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_off_limits_rule: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    interview_rounds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundsShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_interview_rounds: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoundsGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoundsShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_imports: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ImportShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resume_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_import_rows: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description Only rows of this outcome. */
                outcome?: ("made" | "updated" | "already_there" | "refused") | null;
            };
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ImportRowShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_import: {
        parameters: {
            query?: {
                /** @description Only judge each row; nothing is made. */
                dry_run?: boolean;
                /** @description What people call it. */
                file_name?: string | null;
                /** @description Add people who are off-limits too: admins only. */
                override_off_limits?: boolean;
            };
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                kind: "companies" | "jobs" | "candidates" | "applicants" | "history";
            };
            cookie?: never;
        };
        /**
         * @description A file in UTF-8, with commas, semicolons or tabs between the cells; its first row names the columns, in any order; others are left out.
         *
         *     **companies**: name (needed): its name; names: further names that it goes by, with | between them; domains: such as acme.com, with | between them; each is one company's; client: yes or no; empty: no; website: its address; location: where it is.
         *
         *     **jobs**: key (needed): what the job is called where it comes from; applicants and history name it by this; client (needed): the client's name, which must be a client here already; title (needed): the job's title; status: draft, open, on_hold, filled or cancelled; empty: open; location: where it is; openings: how many people are wanted; empty: 1; opened_on: a day such as 2026-01-31; description: text.
         *
         *     **candidates**: key: what the person is called where it comes from; this or email is needed; name (needed): the person's name; email: one e-mail address; phone: text; headline: text; title: the job title; location: text; employer: a company's name; it is found or made; profile_url: the address of the person's own page elsewhere; tags: words, with | between them.
         *
         *     **applicants**: job (needed): the job's key, or its id; candidate (needed): the candidate's key, e-mail or id; stage: a stage of the job, by its name or its kind; empty: where new applicants enter; since: since when in that stage; empty: since added_at; added_at: a day or a time; empty: now; added_by: a user's e-mail; empty: whoever imports; reason: why rejected, of those who are.
         *
         *     **history**: job (needed): the job's key, or its id; candidate (needed): the candidate's key, e-mail or id; at (needed): when: a day or a time; from: the stage before, by its name or its kind; to (needed): the stage they came to, by its name or its kind; by: who did it: a user's e-mail, or a name; empty: whoever imports; note: text.
         */
        requestBody: {
            content: {
                /**
                 * @example name,client
                 *     Acme GmbH,yes
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_interviews: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description From this time on. */
                from?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description Before this time. */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_InterviewShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    interview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                interview_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterviewShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_interview: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                interview_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InterviewChanged"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InterviewShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description The client. */
                company_id?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description Who is in charge. */
                manager_id?: string | null;
                /** @description Words or parts of words, all of which stand in the title. */
                q?: string | null;
                /** @description May be repeated. */
                status?: ("draft" | "open" | "on_hold" | "filled" | "cancelled")[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_JobListed_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_job: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_job: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_to_job: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicantsGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicantsAdded"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    move_many: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveGiven"];
            };
        };
        responses: {
            /** @description What it would do (`dry_run`). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoveForeseen"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoveStarted"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    board: {
        parameters: {
            query?: {
                /** @description May be repeated: any of them. */
                added_by?: string[] | null;
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description Whether a rule in force names the employer. */
                off_limits?: boolean | null;
                /** @description Words, each of which is a part of name, headline, employer or e-mail. */
                q?: string | null;
                /** @description Whether a mail came back. */
                replied?: boolean | null;
                /** @description What rows are ordered by, with `-` the other way round; empty values stand last either way. */
                sort?: "stage" | "-stage" | "stage_since" | "-stage_since" | "added" | "-added" | "name" | "-name" | "sent_to_manager" | "-sent_to_manager" | "last_interview" | "-last_interview" | "next_interview" | "-next_interview" | "last_mail" | "-last_mail" | "replied" | "-replied" | "protected_until" | "-protected_until";
                /** @description May be repeated: any of them. */
                stage?: string[] | null;
            };
            header?: {
                "If-None-Match"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_BoardRow_"];
                };
            };
            /** @description It is as the caller has it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_board: {
        parameters: {
            query?: {
                /** @description May be repeated: any of them. */
                added_by?: string[] | null;
                /** @description Whether a rule in force names the employer. */
                off_limits?: boolean | null;
                /** @description Words, each of which is a part of name, headline, employer or e-mail. */
                q?: string | null;
                /** @description Whether a mail came back. */
                replied?: boolean | null;
                /** @description What rows are ordered by, with `-` the other way round; empty values stand last either way. */
                sort?: "stage" | "-stage" | "stage_since" | "-stage_since" | "added" | "-added" | "name" | "-name" | "sent_to_manager" | "-sent_to_manager" | "last_interview" | "-last_interview" | "next_interview" | "-next_interview" | "last_mail" | "-last_mail" | "replied" | "-replied" | "protected_until" | "-protected_until";
                /** @description May be repeated: any of them. */
                stage?: string[] | null;
            };
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows, streamed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    board_summary: {
        parameters: {
            query?: {
                /** @description May be repeated: any of them. */
                added_by?: string[] | null;
                /** @description Rows between two places; as many as make 200 places, when left out. */
                every?: number | null;
                /** @description Whether a rule in force names the employer. */
                off_limits?: boolean | null;
                /** @description Words, each of which is a part of name, headline, employer or e-mail. */
                q?: string | null;
                /** @description Whether a mail came back. */
                replied?: boolean | null;
                /** @description What rows are ordered by, with `-` the other way round; empty values stand last either way. */
                sort?: "stage" | "-stage" | "stage_since" | "-stage_since" | "added" | "-added" | "name" | "-name" | "sent_to_manager" | "-sent_to_manager" | "last_interview" | "-last_interview" | "next_interview" | "-next_interview" | "last_mail" | "-last_mail" | "replied" | "-replied" | "protected_until" | "-protected_until";
                /** @description May be repeated: any of them. */
                stage?: string[] | null;
            };
            header?: {
                "If-None-Match"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardSummary"];
                };
            };
            /** @description It is as the caller has it. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_campaigns: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_CampaignShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_campaign: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    job_stages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStagesShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replace_job_stages: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobStagesGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStagesShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    who_may_be_in_charge: {
        parameters: {
            query?: {
                /** @description The job's client, whose managers may be it. */
                company_id?: string | null;
                /** @description A part of the name. */
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InCharge"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mail_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    note_mail_event: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                mail_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_all_off_limits_rules: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Only rules on this company's people. */
                company_id?: string | null;
                /** @description Only rules that hold today, or only the others. */
                in_force?: boolean | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_RuleShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_off_limits_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_off_limits_rule: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleChanges"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_openings: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Words of its name, or their beginnings. */
                company?: string | null;
                /** @description In two letters (ISO 3166-1); may be repeated. */
                country?: string[] | null;
                /** @description In three letters (ISO 4217), such as EUR. */
                currency?: string | null;
                /** @description May be repeated. */
                employment?: ("full_time" | "part_time" | "contract" | "temporary" | "internship" | "apprenticeship" | "volunteer" | "other")[] | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description What the posting's pay reaches; needs `currency`. */
                pay_at_least?: number | null;
                /** @description What `pay_at_least` is for; pay of other periods is converted (2,080 hours are a year). */
                pay_period?: "hour" | "day" | "week" | "month" | "year";
                /** @description A city, a region or a country, also by its other names (Köln is Cologne); or any words of a place, as postings write it. */
                place?: string | null;
                /** @description By the vendor's own date. */
                posted_since?: string | null;
                /** @description Words, all of which must stand in the posting; "a phrase"; -without; beginnings*. Accents and case do not matter. */
                q?: string | null;
                /** @description Found here since then. */
                seen_since?: string | null;
                /** @description Only those of more than one posting. */
                several?: boolean;
                site?: string | null;
                /** @description Whether it still stands there. */
                state?: "open" | "closed" | "all";
                /** @description The board, as scrapes name it. */
                target?: string | null;
                /** @description May be repeated. */
                work_mode?: ("remote" | "hybrid" | "onsite")[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_OpeningShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    opening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                opening_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpeningWhole"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    split_opening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                opening_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpeningWhole"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    join_openings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpeningWhole"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_placements: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Only guarantees that end before this day. */
                ending_before?: string | null;
                /** @description Of these, only those that do not end before this. */
                ending_from?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_PlacementShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_placement: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                placement_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlacementChanged"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacementShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_postings: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Words of its name, or their beginnings. */
                company?: string | null;
                /** @description In two letters (ISO 3166-1); may be repeated. */
                country?: string[] | null;
                /** @description In three letters (ISO 4217), such as EUR. */
                currency?: string | null;
                /** @description May be repeated. */
                employment?: ("full_time" | "part_time" | "contract" | "temporary" | "internship" | "apprenticeship" | "volunteer" | "other")[] | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description What the posting's pay reaches; needs `currency`. */
                pay_at_least?: number | null;
                /** @description What `pay_at_least` is for; pay of other periods is converted (2,080 hours are a year). */
                pay_period?: "hour" | "day" | "week" | "month" | "year";
                /** @description A city, a region or a country, also by its other names (Köln is Cologne); or any words of a place, as postings write it. */
                place?: string | null;
                /** @description By the vendor's own date. */
                posted_since?: string | null;
                /** @description Words, all of which must stand in the posting; "a phrase"; -without; beginnings*. Accents and case do not matter. */
                q?: string | null;
                /** @description Found here since then. */
                seen_since?: string | null;
                site?: string | null;
                /** @description Whether it still stands there. */
                state?: "open" | "closed" | "all";
                /** @description The board, as scrapes name it. */
                target?: string | null;
                /** @description May be repeated. */
                work_mode?: ("remote" | "hybrid" | "onsite")[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_PostingListed_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    posting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                posting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostingWhole"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    history: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                posting_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_HistoryListed_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_postings: {
        parameters: {
            query?: {
                /** @description Words of its name, or their beginnings. */
                company?: string | null;
                /** @description In two letters (ISO 3166-1); may be repeated. */
                country?: string[] | null;
                /** @description In three letters (ISO 4217), such as EUR. */
                currency?: string | null;
                /** @description May be repeated. */
                employment?: ("full_time" | "part_time" | "contract" | "temporary" | "internship" | "apprenticeship" | "volunteer" | "other")[] | null;
                /** @description CSV, or JSON Lines, which also hold the descriptions. */
                format?: "csv" | "jsonl";
                /** @description What the posting's pay reaches; needs `currency`. */
                pay_at_least?: number | null;
                /** @description What `pay_at_least` is for; pay of other periods is converted (2,080 hours are a year). */
                pay_period?: "hour" | "day" | "week" | "month" | "year";
                /** @description A city, a region or a country, also by its other names (Köln is Cologne); or any words of a place, as postings write it. */
                place?: string | null;
                /** @description By the vendor's own date. */
                posted_since?: string | null;
                /** @description Words, all of which must stand in the posting; "a phrase"; -without; beginnings*. Accents and case do not matter. */
                q?: string | null;
                /** @description Found here since then. */
                seen_since?: string | null;
                site?: string | null;
                /** @description Whether it still stands there. */
                state?: "open" | "closed" | "all";
                /** @description The board, as scrapes name it. */
                target?: string | null;
                /** @description May be repeated. */
                work_mode?: ("remote" | "hybrid" | "onsite")[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The postings, streamed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    news: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description May be repeated. */
                news?: ("new" | "changed" | "closed" | "reopened")[] | null;
                /** @description A day ago, when left out. */
                since?: string | null;
                site?: string | null;
                target?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_NewsListed_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_searches: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_SearchShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    save_search: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saved_search: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                search_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_search: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                search_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_search: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                search_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    feed: {
        parameters: {
            query: {
                /** @description The feed's own key. */
                key: string;
            };
            header?: {
                "if-none-match"?: string | null;
            };
            path: {
                search_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description The feed is as it was. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_feed_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                search_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedKeyShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revoke_feed_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                search_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hits: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description Only those that nobody has looked at. */
                new?: boolean;
            };
            header?: never;
            path: {
                search_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_HitListed_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    see_hits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                search_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HitsSeen"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeenCount"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    new_matches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewMatches"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    monitor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonitorShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    day: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LastDay"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_runs: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                schedule?: string | null;
                since?: string | null;
                site?: string | null;
                status?: ("queued" | "running" | "succeeded" | "partial" | "failed" | "cancelled")[] | null;
                target?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_RunShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cancelled"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_drops: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ProblemShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_errors: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ProblemShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_postings: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_PostingShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_stored: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunStored"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_work: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunWork"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_schedules: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
                /** @description Words in the name or the target. */
                q?: string | null;
                site?: string | null;
                /** @description `paused` by a person, or `resting` since Job Center itself paused it. */
                state?: ("on" | "paused" | "resting") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ScheduleListed_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_schedule: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_schedule: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_schedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pause_schedule: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Paused"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    occurrences: {
        parameters: {
            query?: {
                count?: number;
            };
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Moments"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_schedule: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    skips: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path: {
                schedule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_SkipShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Moments"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_stage_templates: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string | null;
                /** @description Items of one page, at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_TemplateShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_stage_template: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stage_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_stage_template: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateGiven"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateShown"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_stage_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    today: {
        parameters: {
            query?: {
                /** @description Stuck is who has not moved for so long. */
                quiet_days?: number;
                /** @description `mine`: of jobs I am in charge of, or nobody is; what I hold or placed. Or `everyone`. */
                whose?: "mine" | "everyone";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    jobs_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_ScrapingHealth_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    queue_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_QueueShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scrape_now: {
        parameters: {
            query?: {
                mode?: "async" | "sync";
            };
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScrapeRequest"];
            };
        };
        responses: {
            /** @description Done at once (`mode=sync`). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_SyncResult_"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_Accepted_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scrape_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_RunShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sites: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_list_SiteShown__"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_scheduler: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_Looked_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scheduler_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer_SchedulerShown_"];
                };
            };
            /** @description What went wrong. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
